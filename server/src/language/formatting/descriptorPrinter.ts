import type { CST } from 'yaml';
import { flowWords } from './flowWords';
import { Unformattable } from './unformattable';

/** Columns of a level. */
const step = 2;
const lineWidth = 120;

/**
 * Prints a YAML text with even indentation, from the tokens of its concrete syntax: comments, styles
 * and line breaks stay, runs of blank lines become one.
 */
export class DescriptorPrinter {
  private done = '';
  private line = '';
  /** Line breaks of the source since the last content. */
  private breaks = 0;
  /** Spaces of the source since the last content: a comment keeps its distance. */
  private gap = '';
  private spaceNext = false;

  /** The text of the tokens of one document. @throws Unformattable */
  print(tokens: readonly CST.Token[]): string {
    for (const token of tokens) {
      if (token.type === 'document') this.document(token);
      else if (isTrivia(token)) this.trivia([token], 0);
      else throw new Unformattable();
    }
    const text = this.done + this.line;
    return text === '' ? '' : `${text}\n`;
  }

  private document({ start, value, end }: CST.Document): void {
    for (const token of start) {
      if (token.type === 'doc-start') this.content(token.source, 0);
      else this.trivia([token], 0);
    }
    if (value) this.value(value, 0);
    this.trivia(end ?? [], 0);
  }

  private value(token: CST.Token, indent: number): void {
    switch (token.type) {
      case 'block-map':
        this.mapping(token, indent);
        break;
      case 'block-seq':
        this.sequence(token, indent);
        break;
      case 'flow-collection':
        this.flow(token, indent);
        break;
      case 'block-scalar':
        this.textBlock(token, indent);
        break;
      case 'alias':
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.scalar(token, indent);
        break;
      default:
        throw new Unformattable();
    }
  }

  private mapping({ items }: CST.BlockMap, indent: number): void {
    for (const { start, key, sep, value } of items) {
      this.trivia(start, indent);
      if (!key && (sep || value)) throw new Unformattable();
      if (key) {
        if (key.type === 'flow-collection') throw new Unformattable();
        this.value(key, indent);
      }
      // A value on lines of its own is indented further than its key.
      this.trivia(sep ?? [], indent + step);
      if (value) this.value(value, indent + step);
    }
  }

  private sequence({ items }: CST.BlockSequence, indent: number): void {
    for (const { start, value } of items) {
      const dash = start.findIndex(({ type }) => type === 'seq-item-ind');
      this.trivia(dash < 0 ? start : start.slice(0, dash), indent);
      if (dash >= 0) {
        this.content('-', indent);
        this.spaceNext = true;
        this.trivia(start.slice(dash + 1), indent + step);
      }
      if (value) this.value(value, indent + step);
    }
  }

  private flow(collection: CST.FlowCollection, indent: number): void {
    let lineIndent = 0;
    let lineEnds = false;
    flowWords(collection).forEach(({ text, breaks, hanging, comment }, index) => {
      if (index === 0) {
        this.content(text, indent);
        lineIndent = this.line.search(/\S/);
      } else {
        const isCloser = /^[\]}]/.test(text);
        const deep = lineIndent + step + step * (isCloser ? hanging : Math.max(1, hanging));
        const fits = this.line.length + 1 + text.length <= lineWidth;
        if (breaks > 0 || lineEnds || (!fits && text !== '')) {
          this.breaks = Math.max(1, breaks);
          this.content(text, deep);
        } else this.line += ` ${text}`;
      }
      if (comment !== null) this.line += text === '' ? comment : ` ${comment}`;
      lineEnds = comment !== null;
    });
    this.trivia(collection.end.slice(1), indent);
  }

  private scalar({ source, end }: Pick<CST.FlowScalar, 'source' | 'end'>, indent: number): void {
    const [first = '', ...others] = source.split(/\r?\n/);
    this.content(first, indent);
    for (const line of others) {
      const content = line.trimStart();
      this.endLine();
      this.line = content === '' ? '' : ' '.repeat(indent) + content;
    }
    this.trivia(end ?? [], indent);
  }

  /** `|` and `>`: lines move together. */
  private textBlock({ props, source }: CST.BlockScalar, indent: number): void {
    const header = props.find(({ type }) => type === 'block-scalar-header');
    if (header?.type !== 'block-scalar-header' || /\d/.test(header.source))
      throw new Unformattable();
    for (const token of props) {
      if (token.type === 'block-scalar-header') this.content(token.source, indent);
      else if (isTrivia(token)) this.trivia([token], indent);
      else throw new Unformattable();
    }
    const lines = source.split(/\r?\n/);
    const first = lines.find((line) => line.trim() !== '') ?? '';
    const old = first.length - first.trimStart().length;
    // The text ends with a line break, which whatever comes next will make.
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) {
      this.endLine();
      const rest = line.slice(old);
      this.line = rest.trim() === '' && line.trim() === '' ? rest : ' '.repeat(indent) + rest;
    }
    this.breaks = 1;
  }

  /** Spaces, line breaks, comments, anchors and colons, in the order of the text. */
  private trivia(tokens: readonly CST.SourceToken[], indent: number): void {
    for (const { type, source } of tokens) {
      switch (type) {
        case 'space':
          this.gap = source;
          break;
        case 'newline':
          this.breaks += 1;
          this.gap = '';
          break;
        case 'comment':
          if (this.breaks > 0 || this.line === '') this.content(source.trimEnd(), indent);
          else this.line += (this.gap || ' ') + source.trimEnd();
          this.gap = '';
          break;
        case 'map-value-ind':
          this.line += ':';
          this.spaceNext = true;
          break;
        case 'anchor':
        case 'tag':
          this.content(source, indent);
          this.spaceNext = true;
          break;
        default:
          throw new Unformattable();
      }
    }
  }

  /** Goes on with the line, or begins one at a column where the source does. */
  private content(text: string, indent: number): void {
    const isFirst = this.done === '' && this.line === '';
    if (this.breaks > 0 && !isFirst) {
      this.endLine();
      if (this.breaks > 1) this.done += '\n';
      this.line = ' '.repeat(indent) + text;
    } else {
      this.line += (this.spaceNext ? ' ' : '') + text;
    }
    this.breaks = 0;
    this.gap = '';
    this.spaceNext = false;
  }

  private endLine(): void {
    this.done += `${this.line}\n`;
    this.line = '';
  }
}

function isTrivia(token: CST.Token): token is CST.SourceToken {
  return (
    token.type === 'space' ||
    token.type === 'newline' ||
    token.type === 'comment' ||
    token.type === 'anchor' ||
    token.type === 'tag'
  );
}
