import { openFrame, type Frame } from './frame';
import { blank, isClosed, scalarEnd, unquote } from './scalarEnd';

/** What is open at the end of a text. */
export interface Scan {
  /** From the root inwards, never empty. */
  readonly frames: readonly Frame[];
  /** Where the scalar begins in which the text ends; null for none. */
  readonly scalar: number | null;
  /** True in a comment or a text block: no structure there. */
  readonly inert: boolean;
  /** True where only blanks and dashes stand before it on its line, outside of flow style. */
  readonly lineStart: boolean;
  /** Column of the last line's content. */
  readonly column: number;
}

/**
 * Reads descriptor text up to a caret, as far as structure goes: indentation, dashes, keys, brackets,
 * quotes and comments. It looks at nothing behind the caret and repairs as YAML editors expect: a
 * line that is not indented enough closes brackets and quotes that were left open. Linear in the
 * length of the top-level section that holds the caret.
 */
export function scanTo(text: string, offset: number): Scan {
  const start = sectionStart(text, offset);
  return new Scanner(text.slice(start, offset), start).run();
}

/** The last line that begins a top-level section. */
function sectionStart(text: string, offset: number): number {
  if (/^\s*[{[]/.test(text.slice(0, 200))) return 0;
  let line = text.lastIndexOf('\n', offset - 1) + 1;
  while (line > 0 && !/[A-Za-z_"']/.test(text[line] ?? '')) {
    line = text.lastIndexOf('\n', line - 2) + 1;
  }
  return line;
}

class Scanner {
  private readonly frames: Frame[] = [openFrame('map', false, -1, 0)];
  private at = 0;
  private scalar: number | null = null;
  private inert = false;
  private lineStart = true;
  private column = 0;
  private lineBegin = 0;

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  run(): Scan {
    while (this.at < this.text.length) {
      this.lineBegin = this.at;
      this.skipBlanks();
      this.line();
      // Behind the line break, or at the end of the text.
      if (this.text[this.at] === '\n') this.at += 1;
    }
    if (this.text.endsWith('\n') || this.text === '') this.startLine(this.text.length);
    const scalar = this.scalar === null ? null : this.scalar + this.base;
    const { frames, inert, lineStart, column } = this;
    return { frames, scalar, inert, lineStart, column };
  }

  private get top(): Frame {
    return this.frames.at(-1) ?? openFrame('map', false, -1, 0);
  }

  private startLine(begin: number): void {
    this.lineBegin = begin;
    this.at = begin;
    this.line();
  }

  /** Reads a line from its first character that is not blank. */
  private line(): void {
    this.column = this.at - this.lineBegin;
    this.scalar = null;
    this.inert = false;
    const first = this.text[this.at];
    if (first === '#') {
      this.comment();
      return;
    }
    const isBlank = first === '\n';
    if (isBlank) return;
    if (this.top.flow && this.closesFlow()) this.dropFlow();
    this.lineStart = !this.top.flow;
    if (this.top.flow) this.flow();
    else this.block();
  }

  /** True where a line cannot belong to the brackets that are open. */
  private closesFlow(): boolean {
    const block = this.frames.findLast((f) => !f.flow);
    if (block?.start === -1 && this.frames.length === 2) return false;
    return this.column <= (block?.column ?? 0) || this.isDash();
  }

  private dropFlow(): void {
    while (this.top.flow) this.frames.pop();
  }

  private block(): void {
    while (this.isDash()) {
      this.dash(this.at - this.lineBegin);
      this.at += 1;
      this.skipBlanks();
    }
    const column = this.at - this.lineBegin;
    const dashed = column !== this.column;
    this.column = column;
    const first = this.text[this.at];
    if (first === '{' && dashed && this.skipWholeItem()) return;
    if (first === undefined || first === '\n' || first === '#') {
      if (!dashed) this.close(column, false);
      if (first === '#') this.comment();
      return;
    }
    const end = /[[{|>]/.test(first) ? this.at : scalarEnd(this.text, this.at, false);
    if (this.text[end] === ':') this.blockKey(column, end);
    else {
      if (!dashed) this.close(column, false);
      this.value();
    }
  }

  /** Passes an item that begins and ends on its line, as most layers do: nothing of it stays open. */
  private skipWholeItem(): boolean {
    const end = this.text.indexOf('\n', this.at);
    if (end < 0) return false;
    if (!isClosed(this.text.slice(this.at, end))) return false;
    this.top.filled = true;
    this.at = end;
    return true;
  }

  private dash(column: number): void {
    while (this.top.column > column) this.frames.pop();
    const { top } = this;
    if (top.kind === 'seq' && top.column === column) {
      top.index += 1;
      top.filled = false;
    } else {
      top.filled = true;
      this.frames.push(openFrame('seq', false, this.at + this.base, column));
    }
  }

  private blockKey(column: number, end: number): void {
    this.close(column, true);
    if (this.top.kind !== 'map' || this.top.column !== column) {
      this.top.filled = true;
      this.frames.push(openFrame('map', false, this.at + this.base, column));
    }
    this.setKey(end);
    this.skipBlanks();
    this.value();
  }

  /** Closes the blocks that a line at a column does not belong to. */
  private close(column: number, isKey: boolean): void {
    const isOver = ({ kind, column: own }: Frame) =>
      own > column || (kind === 'seq' && own === column && (isKey || this.hasMapAt(column)));
    while (this.frames.length > 1 && isOver(this.top)) this.frames.pop();
  }

  private hasMapAt(column: number): boolean {
    const below = this.frames.at(-2);
    return below?.kind === 'map' && below.column === column;
  }

  /** A value on the line of its key or dash, or alone on a line. */
  private value(): void {
    this.lineStart = this.column === this.at - this.lineBegin;
    const first = this.text[this.at];
    if (first === undefined || first === '\n') return;
    if (first === '#') this.comment();
    else if (first === '{' || first === '[') this.flow();
    else if (first === '|' || first === '>') this.textBlock();
    else {
      this.readScalar(scalarEnd(this.text, this.at, false));
      this.rest();
    }
  }

  private flow(): void {
    this.lineStart = false;
    while (this.at < this.text.length) {
      this.skipBlanks();
      const char = this.text[this.at];
      if (char === undefined || char === '\n') return;
      if (char === '#' && blank.test(this.text[this.at - 1] ?? ' ')) return this.comment();
      if (char === '{' || char === '[') {
        this.top.filled = true;
        this.frames.push(openFrame(char === '{' ? 'map' : 'seq', true, this.at + this.base, -1));
        this.at += 1;
      } else if (char === '}' || char === ']') {
        this.at += 1;
        this.closeBracket(char === '}' ? 'map' : 'seq');
        if (!this.top.flow) return this.rest();
      } else if (char === ',') {
        this.at += 1;
        this.next();
      } else {
        this.flowScalar();
      }
    }
  }

  private flowScalar(): void {
    const { top } = this;
    const end = scalarEnd(this.text, this.at, true);
    if (this.text[end] === ':' && top.kind === 'map' && top.key === null) this.setKey(end);
    else if (this.text[end] === ':') this.at = end + 1;
    else if (top.kind === 'map' && top.key === null) {
      if (end >= this.text.length) this.scalar = this.at;
      else top.given.set(this.text.slice(this.at, end).trim(), '');
      this.at = end;
    } else this.readScalar(end);
  }

  private closeBracket(kind: Frame['kind']): void {
    const open = this.frames.findLastIndex((f) => f.flow && f.kind === kind);
    const firstFlow = this.frames.findIndex((f) => f.flow);
    if (open >= firstFlow && firstFlow > 0) this.frames.length = open;
  }

  private next(): void {
    const { top } = this;
    top.filled = false;
    if (top.kind === 'map') top.key = null;
    else top.index += 1;
  }

  private setKey(end: number): void {
    const { top } = this;
    top.key = unquote(this.text.slice(this.at, end).trim());
    top.filled = false;
    top.given.set(top.key, '');
    this.at = end + 1;
  }

  private readScalar(end: number): void {
    const { top } = this;
    const text = this.text.slice(this.at, end).trim();
    // Where the caret stands, nothing is complete.
    if (end >= this.text.length) this.scalar = this.at;
    else {
      top.filled = true;
      if (top.kind === 'map' && top.key !== null) top.given.set(top.key, unquote(text));
    }
    this.at = end;
  }

  private isDash(): boolean {
    return this.text[this.at] === '-' && /^[\s]?$/.test(this.text[this.at + 1] ?? '');
  }

  /** What stands behind a complete value: at most a comment. */
  private rest(): void {
    this.skipBlanks();
    if (this.text[this.at] === '#') this.comment();
    else this.skipLine();
  }

  private comment(): void {
    this.skipLine();
    this.inert = this.at >= this.text.length;
  }

  /** Lines of `|` and `>` belong to it as long as they are blank or indented more. */
  private textBlock(): void {
    this.top.filled = true;
    const { column } = this.top;
    this.skipLine();
    while (this.at < this.text.length) {
      const begin = this.at + 1;
      let first = begin;
      while (blank.test(this.text[first] ?? '')) first += 1;
      const ends = first < this.text.length && this.text[first] !== '\n';
      if (ends && first - begin <= column) return;
      this.at = begin;
      this.skipLine();
    }
    this.inert = true;
  }

  private skipBlanks(): void {
    while (blank.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }
}
