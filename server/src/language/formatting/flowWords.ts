import type { CST } from 'yaml';
import { Unformattable } from './unformattable';

/** What stands between two places of a flow collection where a line may break. */
export interface FlowWord {
  readonly text: string;
  /** Line breaks of the source before it: none, one, or more. */
  readonly breaks: number;
  /** Brackets around it whose content begins on a line of its own; a closing one is out of its pair. */
  readonly hanging: number;
  /** A comment alone on its line, or one that ends the line of the word. */
  readonly comment: string | null;
}

/**
 * Cuts a flow collection into words: `{ name: a,` `op: conv,` `from: [b,` `c] }`. Spaces are as they
 * should be; where the source breaks its lines, and its comments, are kept. What follows the last
 * bracket is not part of it.
 */
export function flowWords(collection: CST.FlowCollection): FlowWord[] {
  const reader = new FlowReader();
  reader.collection(collection);
  return reader.finish();
}

class FlowReader {
  private readonly words: FlowWord[] = [];
  private text = '';
  /** What goes before the next piece of the word. */
  private gap = '';
  private breaks = 0;
  private hanging = 0;
  /** Hanging brackets when the word began, or after those that it closes first. */
  private level = 0;

  finish(): FlowWord[] {
    this.endWord();
    return this.words;
  }

  collection(collection: CST.FlowCollection): void {
    const isMap = collection.start.type === 'flow-map-start';
    this.add(collection.start.source);
    if (isMap) this.gap = ' ';
    const hangs = beginsWithBreak(collection);
    if (hangs) this.hanging += 1;
    for (const { start, key, sep, value } of collection.items) {
      this.tokens(start);
      if (key) this.value(key);
      else if (sep?.some(({ type }) => type === 'map-value-ind')) throw new Unformattable();
      this.tokens(sep ?? []);
      if (value) this.value(value);
    }
    if (hangs) this.hanging -= 1;
    this.close(collection, isMap);
  }

  private close({ items, end }: CST.FlowCollection, isMap: boolean): void {
    const [first] = end;
    if (first?.type !== 'flow-map-end' && first?.type !== 'flow-seq-end') throw new Unformattable();
    const isEmpty = items.every(({ key, sep, value }) => !key && !sep && !value);
    this.gap = isMap && !isEmpty ? ' ' : '';
    this.add(first.source);
  }

  private value(token: CST.Token): void {
    switch (token.type) {
      case 'flow-collection':
        this.collection(token);
        this.tokens(token.end.slice(1));
        return;
      case 'alias':
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.add(onOneLine(token.source));
        this.tokens(token.end ?? []);
        return;
      default:
        throw new Unformattable();
    }
  }

  private tokens(tokens: readonly CST.SourceToken[]): void {
    for (const { type, source } of tokens) {
      switch (type) {
        case 'space':
          break;
        case 'newline':
          this.endWord();
          this.breaks += 1;
          break;
        case 'comment':
          this.comment(source.trimEnd());
          break;
        case 'comma':
          this.add(',');
          this.endWord();
          break;
        case 'map-value-ind':
          this.gap = '';
          this.add(':');
          this.gap = ' ';
          break;
        case 'anchor':
        case 'tag':
          this.add(source);
          this.gap = ' ';
          break;
        default:
          throw new Unformattable();
      }
    }
  }

  private comment(source: string): void {
    this.endWord();
    const last = this.words.at(-1);
    if (this.breaks === 0 && last?.comment === null) {
      this.words[this.words.length - 1] = { ...last, comment: source };
    } else {
      const { breaks, hanging } = this;
      this.words.push({ text: '', breaks, hanging, comment: source });
      this.breaks = 0;
    }
  }

  private add(text: string): void {
    if (this.text === '') {
      this.level = this.hanging;
      this.text = text;
    } else {
      this.text += this.gap + text;
    }
    this.gap = '';
  }

  private endWord(): void {
    if (this.text === '') return;
    const { text, breaks, level } = this;
    this.words.push({ text, breaks, hanging: level, comment: null });
    this.text = '';
    this.gap = '';
    this.breaks = 0;
  }
}

function beginsWithBreak({ items, end }: CST.FlowCollection): boolean {
  const [first] = items;
  const tokens = first === undefined ? end : first.start;
  return tokens.find(({ type }) => type !== 'space' && type !== 'comment')?.type === 'newline';
}

/** A scalar over several lines, whose breaks mean spaces, on one. */
function onOneLine(source: string): string {
  if (!source.includes('\n')) return source;
  // An empty line means a line break, and a backslash that there is nothing.
  if (/\n[ \t\r]*\n|\\\r?\n/.test(source)) throw new Unformattable();
  return source.replace(/[ \t]*\r?\n[ \t]*/g, ' ');
}
