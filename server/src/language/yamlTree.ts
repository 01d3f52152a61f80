import { isAlias, isMap, isSeq, type Alias, type Node, type Pair } from 'yaml';
import type { DataPath } from '../../protocol/problem';
import { keyText } from './plainData';

/** First unit and the unit after the last. */
export type Offsets = readonly [start: number, end: number];

/** A node of the tree with the pair that holds it, where it is a mapping's value. */
export interface TreePlace {
  readonly node: unknown;
  readonly pair: Pair | null;
  /** False where only an ancestor of the path exists. */
  readonly exact: boolean;
}

/** Follows a data path from the root as far as it exists, through aliases. */
export function findPlace(
  root: unknown,
  path: DataPath,
  targets: ReadonlyMap<Alias, Node>,
): TreePlace {
  let node = root;
  let pair: Pair | null = null;
  for (const step of path) {
    const holder: unknown = isAlias(node) ? targets.get(node) : node;
    if (isSeq(holder) && typeof step === 'number' && step < holder.items.length) {
      node = holder.items[step];
      pair = null;
    } else if (isMap(holder)) {
      const key = String(step);
      const found = holder.items.find((item) => keyText(item) === key);
      if (found === undefined) return { node, pair, exact: false };
      node = found.value;
      pair = found;
    } else {
      return { node, pair, exact: false };
    }
  }
  return { node, pair, exact: true };
}

/** Offsets of a node's text; null for what is not in the text (an empty value). */
export function offsetsOf(node: unknown): Offsets | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const range: unknown = node.range;
  if (!Array.isArray(range)) return null;
  const [start, end] = range as unknown[];
  if (typeof start !== 'number' || typeof end !== 'number' || end <= start) return null;
  return [start, end];
}

/**
 * What to underline for a place: its key where that is meant or the value is empty or spans
 * lines, otherwise the value; of a long value without key, its first line.
 */
export function underline(text: string, place: TreePlace, on: 'key' | 'value'): Offsets {
  const key = offsetsOf(place.pair?.key);
  const value = offsetsOf(place.node);
  if (key !== null && (value === null || (on === 'key' && place.exact))) return key;
  if (value === null) return [0, 0];
  const [start, end] = value;
  const lineEnd = /\r?\n/.exec(text.slice(start, end));
  if (lineEnd === null) return value;
  return key ?? [start, start + lineEnd.index];
}
