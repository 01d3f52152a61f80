import type { TextPosition } from './locatedProblem';

/** Where the lines of a text begin: turns offsets into positions and back. Lines end with `\n`. */
export class LineTable {
  /** Offset of the first unit of each line; the first entry is 0. */
  readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  /** Position of an offset; one beyond the text is its end. */
  positionAt(offset: number): TextPosition {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    return { line, character: at - (this.starts[line] ?? 0) };
  }

  /** Offset of a position; one beyond its line is the line's end. */
  offsetAt({ line, character }: TextPosition): number {
    const start = this.starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    const next = this.starts[line + 1];
    const end = next === undefined ? this.text.length : next - 1;
    return Math.min(start + Math.max(0, character), end);
  }

  /** Line that holds an offset of the text. */
  lineAt(offset: number): number {
    let line = 0;
    let after = this.starts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return line;
  }
}
