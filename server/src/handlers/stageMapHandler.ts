import { buildStageMap } from '../../engine/explore/stageMap';
import { readTuning } from '../../engine/explore/readTuning';
import type { StageMapParams, StageMapReply } from '../../protocol/requests';
import type { TuningResult } from '../../protocol/tuningResult';

/** Results that are kept parsed: as many as people look at side by side. */
const keptResults = 6;
/** Longest text that is parsed, in UTF-16 units. */
const maxTextLength = 100_000_000;

/** Answers stage map requests; keeps the last few results, so that a text is sent and parsed once. */
export class StageMapHandler {
  private readonly results = new Map<string, TuningResult>();

  answer({ key, text, trial }: StageMapParams): StageMapReply {
    const result = text === undefined ? this.recall(key) : parseTuning(text);
    if (result === null) return { status: 'unknown' };
    if (typeof result === 'string') return { status: 'invalid', message: result };
    this.keep(key, result);
    return { status: 'ok', model: buildStageMap(result, trial), sources: result.sources ?? {} };
  }

  private recall(key: string): TuningResult | null {
    return this.results.get(key) ?? null;
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
