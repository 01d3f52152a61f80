/** What a block is in the collection that holds it. */
export type BlockKind = 'entry' | 'item';

/** One entry of a block mapping or item of a block sequence: whole lines of a text. */
export interface Block {
  readonly kind: BlockKind;
  readonly start: number;
  /** Offset of the line after the last. */
  readonly end: number;
  /** The blocks of the entry's value, where it is a block collection; the key ends where they begin. */
  readonly value: BlockCollection | null;
}

/** A block mapping or sequence that is read block by block. */
export interface BlockCollection {
  readonly kind: BlockKind;
  readonly blocks: readonly Block[];
}

/** Blocks are told apart this deep: root, `templates`, a template, its `layers`. */
const deepest = 4;
const space = 32;
const hash = 35;
const dash = 45;

const keyLine = /[\w][\w.-]*:(?:[ \r\n]|$)/y;
const bareKeyLine = /[\w][\w.-]*:[ ]*(?:#.*)?\r?(?:\n|$)/y;
const openingMarker = /^(?:[ ]*(?:#.*)?\r?\n)*---[ ]*\r?\n/;

/**
 * Cuts a text into blocks by indentation alone: in a block mapping a line that is indented like its
 * first key begins an entry, in a block sequence such a line with a dash begins an item, and
 * whatever an entry or item holds is indented further. This is so in every valid text. In a broken
 * one it confines the damage: what is not closed ends with its block.
 * Null for a text that is not one block mapping, which must be read as a whole.
 */
export function outlineBlocks(text: string, lines: readonly number[]): BlockCollection | null {
  const opening = openingMarker.exec(text)?.[0].length ?? 0;
  const first = lines.indexOf(opening);
  for (let line = first; line < lines.length; line += 1) {
    if (isMarker(text, lines[line] ?? 0)) return null;
  }
  return new Outliner(text, lines).collection(first, lines.length, 0, -1);
}

/** What makes a text more than one mapping: a directive, the mark of a document, a byte order mark. */
function isMarker(text: string, at: number): boolean {
  switch (text[at]) {
    case '%':
    case '\uFEFF':
      return true;
    case '-':
      return text.startsWith('---', at);
    case '.':
      return text.startsWith('...', at);
    default:
      return false;
  }
}

class Outliner {
  /** Columns of the first unit of each line; −1 for a line that is blank or a comment. */
  private readonly indents: Int32Array;

  constructor(
    private readonly text: string,
    private readonly lines: readonly number[],
  ) {
    this.indents = Int32Array.from(lines, (start, line) =>
      indentOf(text, start, lines[line + 1] ?? text.length),
    );
  }

  /** The blocks of the lines `first` … `after` − 1, that a key on column `parent` owns; or null. */
  collection(first: number, after: number, depth: number, parent: number): BlockCollection | null {
    let line = first;
    while (line < after && this.indent(line) < 0) line += 1;
    if (line >= after || depth >= deepest) return null;
    const indent = this.indent(line);
    const isSequence = this.isItem(line);
    // A sequence may stand on its key's column, a mapping must not.
    if (indent < parent || (indent === parent && !isSequence)) return null;
    if (isSequence ? depth === 0 : !this.matches(keyLine, line)) return null;
    const kind = isSequence ? 'item' : 'entry';
    return { kind, blocks: this.blocks(kind, line, after, indent, depth) };
  }

  private blocks(
    kind: BlockKind,
    first: number,
    after: number,
    indent: number,
    depth: number,
  ): Block[] {
    const blocks: Block[] = [];
    for (let line = first; line < after;) {
      let next = line + 1;
      while (next < after && !(this.indent(next) === indent && this.begins(kind, next))) next += 1;
      const [start, end] = [this.offset(line), this.offset(next)];
      const hasBareKey = kind === 'entry' && this.matches(bareKeyLine, line);
      const value = hasBareKey ? this.collection(line + 1, next, depth + 1, indent) : null;
      blocks.push({ kind, start, end, value });
      line = next;
    }
    return blocks;
  }

  private begins(kind: BlockKind, line: number): boolean {
    if (kind === 'item') return this.isItem(line);
    // A bracket that closes what is above it may stand under its key.
    const first = this.text[this.offset(line) + this.indent(line)];
    return first !== ']' && first !== '}' && !this.isItem(line);
  }

  private isItem(line: number): boolean {
    const at = this.offset(line) + this.indent(line);
    const next = this.text[at + 1];
    return (
      this.text.charCodeAt(at) === dash &&
      (next === ' ' || next === '\n' || next === '\r' || next === undefined)
    );
  }

  private matches(pattern: RegExp, line: number): boolean {
    pattern.lastIndex = this.offset(line) + this.indent(line);
    return pattern.test(this.text);
  }

  private indent(line: number): number {
    return this.indents[line] ?? -1;
  }

  private offset(line: number): number {
    return this.lines[line] ?? this.text.length;
  }
}

function indentOf(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === space) at += 1;
  const first = text.charCodeAt(at);
  // NaN at the end of the text; line ends are below a space, and so is a tab, which is content here.
  const isBlank = at >= end || first === 10 || first === 13;
  return isBlank || first === hash ? -1 : at - start;
}
