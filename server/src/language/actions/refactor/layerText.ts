import { isMap, isPair, isScalar, isSeq, type Scalar } from 'yaml';
import { offsetsOf } from '../../yamlTree';
import { applyEdits, type OffsetEdit } from '../offsetEdit';
import { removePair } from '../pairEdits';
import { pairOf, type LayerItem } from './layerBlock';

/** The lines of one layer, to be written again with changes. */
export class LayerText {
  private readonly edits: OffsetEdit[] = [];

  constructor(
    private readonly text: string,
    private readonly item: LayerItem,
  ) {}

  /** Writes something else in place of a scalar. */
  replace(scalar: Scalar, text: string): this {
    const offsets = offsetsOf(scalar);
    if (offsets !== null) this.edits.push({ start: offsets[0], end: offsets[1], text });
    return this;
  }

  /** Leaves a field out, where there is one. */
  remove(key: string): this {
    const { text, item } = this;
    const pair = pairOf(item.map, key);
    const edit = pair === undefined ? null : removePair(text, item.map, pair);
    if (edit === null) return this;
    const { start, end } = edit;
    const inside = this.edits.filter((other) => other.start >= start && other.end <= end);
    for (const other of inside) this.edits.splice(this.edits.indexOf(other), 1);
    this.edits.push({ ...edit, end: Math.min(end, item.end) });
    return this;
  }

  /** Adds a field right behind the name. */
  add(key: string, value: string): this {
    const offsets = offsetsOf(this.item.nameNode);
    if (offsets === null) return this;
    const { map, start } = this.item;
    const column = (offsetsOf(map)?.[0] ?? start) - start;
    const gap = map.flow === true ? ', ' : `\n${' '.repeat(column)}`;
    this.edits.push({ start: offsets[1], end: offsets[1], text: `${gap}${key}: ${value}` });
    return this;
  }

  /** The lines with the dash at a column, with the comments that are wanted. */
  write(indent: number, comments: { readonly above: boolean; readonly behind: boolean }): string {
    const { text, item } = this;
    const from = comments.above ? item.above : item.start;
    const to = comments.behind ? item.end : item.contentEnd;
    const local = this.edits.map(({ start, end, text: inserted }) => ({
      start: start - from,
      end: Math.min(end, to) - from,
      text: inserted,
    }));
    const lines = applyEdits(text.slice(from, to), local).trimEnd().split('\n');
    const dash = text.slice(item.start).search(/\S/);
    return lines.map((line) => moveLine(line, indent - dash)).join('\n');
  }
}

/** Every scalar below a node, keys apart. */
export function scalarsIn(node: unknown): Scalar[] {
  if (isScalar(node)) return offsetsOf(node) === null ? [] : [node];
  if (isMap(node)) return node.items.flatMap((pair) => scalarsIn(pair.value));
  if (isSeq(node)) return node.items.flatMap((item) => scalarsIn(item));
  return isPair(node) ? scalarsIn(node.value) : [];
}

function moveLine(line: string, by: number): string {
  if (line.trim() === '') return '';
  if (by >= 0) return ' '.repeat(by) + line;
  const blanks = line.length - line.trimStart().length;
  return line.slice(Math.min(-by, blanks));
}
