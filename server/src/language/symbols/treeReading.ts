import { isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { keyText } from '../plainData';
import { offsetsOf, type Offsets } from '../yamlTree';

/** A key of a mapping with its value and their places. */
export interface Entry {
  readonly key: string;
  readonly keyNode: unknown;
  readonly value: unknown;
  /** Key and value. */
  readonly extent: Offsets;
}

/** Entries of a mapping in their order; none for other nodes. */
export function entriesOf(node: unknown): Entry[] {
  return isMap(node) ? node.items.map(entryOf) : [];
}

function entryOf(pair: Pair): Entry {
  const key = offsetsOf(pair.key);
  const value = offsetsOf(pair.value);
  const start = key?.[0] ?? value?.[0] ?? 0;
  const end = Math.max(value?.[1] ?? start, key?.[1] ?? start);
  return { key: keyText(pair), keyNode: pair.key, value: pair.value, extent: [start, end] };
}

/** Value of a key; undefined where there is none. */
export function valueOf(node: unknown, key: string): unknown {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => keyText(pair) === key)?.value;
}

/** Items of a sequence; none for other nodes. */
export function itemsOf(node: unknown): readonly unknown[] {
  return isSeq(node) ? node.items : [];
}

/** The mappings in a sequence with their numbers. */
export function mapsOf(node: unknown): { map: YAMLMap; index: number }[] {
  return itemsOf(node).flatMap((map, index) => (isMap(map) ? [{ map, index }] : []));
}

/** A scalar's text, of numbers too; null for other nodes and for nothing. */
export function scalarText(node: unknown): string | null {
  if (!isScalar(node) || node.value === null || node.value === undefined) return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Turns offsets into a scalar's value into offsets into the text. */
export type ScalarPlaces = (from: number, to: number) => Offsets;

/**
 * Where the characters of a scalar's value stand: its text as it is, or with line breaks folded to
 * spaces; null where escapes or a block style stand between them.
 */
export function scalarPlaces(text: string, scalar: Scalar): ScalarPlaces | null {
  const offsets = offsetsOf(scalar);
  const value = scalarText(scalar);
  if (offsets === null || value === null) return null;
  const quoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE' ? 1 : 0;
  const start = offsets[0] + quoted;
  const source = text.slice(start, Math.max(start, offsets[1] - quoted));
  if (source === value) return (from, to) => [start + from, start + to];
  const kept: number[] = [];
  const fold = /\s*\n\s*/y;
  for (let i = 0; i < source.length; i += 1) {
    kept.push(start + i);
    fold.lastIndex = i;
    const match = /\s/.test(source[i] ?? '') ? fold.exec(source) : null;
    if (match !== null) i += match[0].length - 1;
  }
  if (kept.length !== value.length) return null;
  return (from, to) => [kept[from] ?? start, (kept[to - 1] ?? start) + 1];
}
