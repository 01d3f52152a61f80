import { isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DataPath } from '../../../../protocol/problem';
import type { Analysis } from '../../analysis';
import { keyText } from '../../plainData';
import { findPlace, offsetsOf } from '../../yamlTree';

/** A layer of a block, with the lines that it stands on. */
export interface LayerItem {
  readonly index: number;
  readonly map: YAMLMap;
  readonly name: string;
  readonly nameNode: Scalar;
  /** Begin of the line with its dash. */
  readonly start: number;
  /** End of its last line, without the line break. */
  readonly end: number;
  /** End of its mapping: what follows on the line is a comment. */
  readonly contentEnd: number;
  /** Begin of the comment lines right above it; `start` where there are none. */
  readonly above: number;
}

/** The layers of the top level or of a template, all in block style and one after the other. */
export interface LayerBlock {
  /** Empty for the top level. */
  readonly template: string;
  readonly items: readonly LayerItem[];
  /** Column of the dashes. */
  readonly indent: number;
}

const noTargets = new Map();

/** Blocks of a network whose layers stand on lines of their own. */
export function layerBlocks({ file: { root, text } }: Analysis): LayerBlock[] {
  const { node: templates } = findPlace(root, ['templates'], noTargets);
  const names = isMap(templates) && templates !== root ? templates.items.map(keyText) : [];
  const paths: DataPath[] = [['layers'], ...names.map((name) => ['templates', name, 'layers'])];
  return paths.flatMap((path, index) => {
    const { node, exact } = findPlace(root, path, noTargets);
    if (!exact || !isSeq(node) || node.flow === true) return [];
    const block = readBlock(text, node, index === 0 ? '' : (names[index - 1] ?? ''));
    return block === null ? [] : [block];
  });
}

/** Value of a layer's field: its node; undefined where it has none. */
export function fieldOf({ map }: LayerItem, key: string): unknown {
  return pairOf(map, key)?.value ?? undefined;
}

/** Pair of a key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair) === key);
}

/** A scalar's text as it stands in the file, and its value; null for other nodes. */
export function scalarOf(node: unknown): Scalar | null {
  return isScalar(node) && offsetsOf(node) !== null ? node : null;
}

function readBlock(text: string, sequence: YAMLSeq, template: string): LayerBlock | null {
  const items: LayerItem[] = [];
  let indent = 0;
  for (const [index, node] of sequence.items.entries()) {
    const item = isMap(node) ? readItem(text, node, index) : null;
    if (item === null) return null;
    indent = text.slice(item.start).search(/\S/);
    items.push(item);
  }
  return { template, items, indent };
}

function readItem(text: string, map: YAMLMap, index: number): LayerItem | null {
  const range = offsetsOf(map);
  const nameNode = scalarOf(pairOf(map, 'name')?.value);
  if (range === null || nameNode === null || typeof nameNode.value !== 'string') return null;
  const start = text.lastIndexOf('\n', range[0] - 1) + 1;
  // Anchors and the like would have to be told apart by the copies.
  if (!/^ *- +$/.test(text.slice(start, range[0])) || /[&*!]/.test(map.anchor ?? map.tag ?? '')) {
    return null;
  }
  const contentEnd = range[0] + text.slice(...range).trimEnd().length;
  const lineEnd = text.indexOf('\n', contentEnd);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const above = commentsAbove(text, start);
  return { index, map, name: nameNode.value, nameNode, start, end, contentEnd, above };
}

/** Where the comment lines right above a line begin. */
export function commentsAbove(text: string, start: number): number {
  let above = start;
  while (above > 0) {
    const before = text.lastIndexOf('\n', above - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(before, above))) break;
    above = before;
  }
  return above;
}
