import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import type { Analysis } from '../analysis';
import { offsetsOf, type Offsets } from '../yamlTree';
import type { Frame } from './frame';
import { blank, scalarEnd } from './scalarEnd';
import { layerDepth } from './schemaView';
import { scanTo, type Scan } from './textScanner';
import { entriesOf, scalarText } from './treeReading';

/** Where a caret stands, in broken text too. */
export interface CursorContext {
  /** Keys and indices from the root to the collection around the caret. */
  readonly path: DataPath;
  /** A mapping's key, its value, or a sequence's item. */
  readonly position: 'key' | 'value' | 'item';
  /** The key whose value is at the caret; null in other positions. */
  readonly key: string | null;
  /** The scalar at the caret: empty at the caret where there is none. Without quotes. */
  readonly word: Offsets;
  /** The scalar's text before the caret. */
  readonly typed: string;
  /** True inside of brackets. */
  readonly flow: boolean;
  /** True where the caret's line begins with the scalar, dashes apart. */
  readonly lineStart: boolean;
  /** True for an item whose `- ` is not typed yet. */
  readonly needsDash: boolean;
  /** Column at which the text at the caret begins. */
  readonly column: number;
  /** Keys of the innermost mapping, the one at the caret apart, with the text of their scalars. */
  readonly given: ReadonlyMap<string, string>;
  /** Of the layer around the caret: its mapping's keys as in `given`; null outside of layers. */
  readonly layer: ReadonlyMap<string, string> | null;
  /** True where the key at the caret has its colon, so that only its name is to be replaced. */
  readonly hasColon: boolean;
}

/** Tells where a caret stands; null where no structure can be: in comments, text blocks, and between. */
export function contextAt({ file }: Analysis, offset: number): CursorContext | null {
  const { text } = file;
  const scan = scanTo(text, offset);
  const top = scan.frames.at(-1);
  if (scan.inert || top === undefined) return null;
  const place = placeOf(scan, top);
  if (place === null) return null;
  const { position } = place;
  const word = wordAt(text, scan, offset, top.flow);
  const typed = text.slice(word[0], offset);
  if (/\s$/.test(typed) && !typed.startsWith('$')) return null;
  const path = scan.frames.slice(0, -1).flatMap(stepOf);
  const maps = scan.frames.flatMap((frame, i) =>
    frame.kind === 'map' ? [{ frame, depth: scan.frames.slice(0, i).flatMap(stepOf).length }] : [],
  );
  const keysOf = (frame: Frame) => keysAround(file.root, frame, word);
  const holder = maps.at(-1)?.frame ?? top;
  const given = keysOf(holder);
  const layer = maps.find(({ depth }) => depth > 0 && depth === layerDepth(path))?.frame;
  return {
    path,
    position,
    key: position === 'value' ? top.key : null,
    word,
    typed,
    flow: top.flow,
    lineStart: scan.lineStart,
    needsDash: place.needsDash,
    column: scan.column,
    given,
    layer: layer === undefined ? null : layer === holder ? given : keysOf(layer),
    hasColon: text[afterBlanks(text, word[1])] === ':',
  };
}

function placeOf(
  { lineStart, column, scalar }: Scan,
  top: Frame,
): Pick<CursorContext, 'position' | 'needsDash'> | null {
  const isTyping = scalar !== null;
  if (top.kind === 'seq') {
    if (top.filled && (top.flow || top.column !== column)) return null;
    const dashed = top.flow || column !== top.column;
    return { position: 'item', needsDash: !dashed };
  }
  if (top.flow) {
    if (top.key === null) return { position: 'key', needsDash: false };
    return top.filled && !isTyping ? null : { position: 'value', needsDash: false };
  }
  if (lineStart && column === Math.max(0, top.column)) return { position: 'key', needsDash: false };
  return top.filled || top.key === null ? null : { position: 'value', needsDash: false };
}

function wordAt(text: string, { scalar }: Scan, offset: number, flow: boolean): Offsets {
  const start = scalar ?? offset;
  const quote = text[start] === '"' || text[start] === "'" ? 1 : 0;
  // A caret before a word is about to type another one.
  if (scalar === null && !/[\w$]/.test(text[offset] ?? '')) return [offset, offset];
  let end = scalarEnd(text, start, flow);
  while (end > offset && blank.test(text[end - 1] ?? '')) end -= 1;
  if (quote === 1 && end > start + 1 && text[end - 1] === text[start]) end -= 1;
  const from = Math.min(start + quote, offset);
  return [from, Math.max(end, offset)];
}

function afterBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ') at += 1;
  return at;
}

function stepOf({ kind, key, index }: Frame): DataPath {
  return kind === 'seq' ? [index] : key === null ? [] : [key];
}

/** Keys of an open mapping: those before the caret, and those behind it, which only the tree knows. */
function keysAround(root: unknown, frame: Frame, word: Offsets): Map<string, string> {
  const given = new Map(frame.given);
  const map = frame.start < 0 ? root : mapAt(root, frame.start);
  for (const { key, keyNode, value } of entriesOf(map)) {
    const offsets = offsetsOf(keyNode);
    if (offsets === null || (offsets[0] <= word[0] && offsets[1] >= word[1])) continue;
    if (!given.has(key) || given.get(key) === '') given.set(key, scalarText(value) ?? '');
  }
  return given;
}

/** The mapping that begins at an offset. */
function mapAt(root: unknown, start: number): YAMLMap | null {
  let node = root;
  while (isMap(node) || isSeq(node)) {
    if (isMap(node) && node.range?.[0] === start) return node;
    const children: readonly unknown[] = isMap(node) ? node.items.map((p) => p.value) : node.items;
    node = children.find((child) => {
      const offsets = offsetsOf(child);
      return offsets !== null && offsets[0] <= start && start < offsets[1];
    });
  }
  return null;
}
