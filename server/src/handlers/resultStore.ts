import type { Result } from '../../engine/core/result';

/** Results that are kept parsed: as many as people look at side by side. */
const keptResults = 16;
/** Longest text that is parsed, in UTF-16 units. */
const maxTextLength = 100_000_000;

/** A text by its key; the text itself only where the key may not be held. */
export interface KeyedText {
  readonly key: string;
  readonly text?: string;
}

/** Parsed results of one kind by the key of their text, so that a text is sent and parsed once. */
export class ResultStore<T> {
  private readonly results = new Map<string, T>();

  /**
   * @param kind what a text should be, such as `a tuning result`.
   * @param readData judges parsed data.
   */
  constructor(
    private readonly kind: string,
    private readonly readData: (data: unknown) => Result<T>,
  ) {}

  /** The result; `unknown` for a key that is not held, a message for a text that is no result. */
  read({ key, text }: KeyedText): StoredResult<T> {
    const held = this.results.get(key);
    const found: StoredResult<T> =
      text !== undefined
        ? this.parse(text)
        : held === undefined
          ? { status: 'unknown' }
          : { status: 'ok', result: held };
    if (found.status === 'ok') this.keep(key, found.result);
    return found;
  }

  /** Puts the result last in line and drops the one that was not used for longest. */
  private keep(key: string, result: T): void {
    this.results.delete(key);
    this.results.set(key, result);
    for (const oldest of this.results.keys()) {
      if (this.results.size <= keptResults) break;
      this.results.delete(oldest);
    }
  }

  private parse(text: string): StoredResult<T> {
    const invalid = (message: string): StoredResult<T> => ({ status: 'invalid', message });
    if (text.length > maxTextLength) return invalid('The file is larger than 100 MB.');
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return invalid(`The file is not valid JSON: ${reason}`);
    }
    const read = this.readData(data);
    if (read.ok) return { status: 'ok', result: read.value };
    const [first] = read.problems;
    const place = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
    return invalid(`The file is not ${this.kind}: ${place}${first?.message ?? ''}`);
  }
}

/** What a store has for a key. */
export type StoredResult<T> =
  | { readonly status: 'ok'; readonly result: T }
  | { readonly status: 'unknown' }
  | { readonly status: 'invalid'; readonly message: string };
