import { readTuning } from '../../engine/explore/readTuning';
import type { TuningResult } from '../../protocol/tuningResult';

/** Results that are kept parsed: as many as people look at side by side. */
const keptResults = 16;
/** Longest text that is parsed, in UTF-16 units. */
const maxTextLength = 100_000_000;

/** Parsed results by the key of their text, so that a text is sent and parsed once. */
export class TuningStore {
  private readonly results = new Map<string, TuningResult>();

  /** The result; null for a key that is not held, a message for a text that is no result. */
  read({
    key,
    text,
  }: {
    readonly key: string;
    readonly text?: string;
  }): TuningResult | string | null {
    const result = text === undefined ? (this.results.get(key) ?? null) : parseTuning(text);
    if (result !== null && typeof result !== 'string') this.keep(key, result);
    return result;
  }

  /** Puts the result last in line and drops the one that was not used for longest. */
  private keep(key: string, result: TuningResult): void {
    this.results.delete(key);
    this.results.set(key, result);
    for (const oldest of this.results.keys()) {
      if (this.results.size <= keptResults) break;
      this.results.delete(oldest);
    }
  }
}

/** The result, or why the text is none. */
function parseTuning(text: string): TuningResult | string {
  if (text.length > maxTextLength) return 'The file is larger than 100 MB.';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The file is not valid JSON: ${reason}`;
  }
  const read = readTuning(data);
  if (read.ok) return read.value;
  const [first] = read.problems;
  const place = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  return `The file is not a tuning result: ${place}${first?.message ?? ''}`;
}
