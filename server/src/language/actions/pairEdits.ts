import type { Pair, YAMLMap } from 'yaml';
import { offsetsOf, type Offsets } from '../yamlTree';
import type { OffsetEdit } from './offsetEdit';

/** A key with its value, without what stands around them; null for a pair that is not in the text. */
function pairOffsets(text: string, pair: Pair): Offsets | null {
  const key = offsetsOf(pair.key);
  if (key === null) return null;
  const value = offsetsOf(pair.value);
  // A block's text may end with the line break after it.
  if (value !== null) return [key[0], value[0] + text.slice(...value).trimEnd().length];
  const colon = /^[ \t]*:/.exec(text.slice(key[1]));
  return [key[0], key[1] + (colon?.[0].length ?? 0)];
}

/** Takes a pair out of its mapping; of a mapping in block style its lines. Null where it cannot be. */
export function removePair(text: string, map: YAMLMap, pair: Pair): OffsetEdit | null {
  const index = map.items.indexOf(pair);
  const own = pairOffsets(text, pair);
  if (own === null) return null;
  const before = map.items[index - 1];
  const after = map.items[index + 1];
  const last = before === undefined ? null : pairOffsets(text, before);
  const next = after === undefined ? null : pairOffsets(text, after);
  if (map.flow === true) {
    if (next !== null) return { start: own[0], end: next[0], text: '' };
    if (last !== null) return { start: last[1], end: own[1], text: '' };
    const range = offsetsOf(map);
    return range && { start: range[0], end: range[1], text: '{}' };
  }
  const lineStart = text.lastIndexOf('\n', own[0] - 1) + 1;
  const isFirstOnLine = text.slice(lineStart, own[0]).trim() === '';
  if (isFirstOnLine && (last !== null || next !== null)) {
    const lineEnd = text.indexOf('\n', own[1]);
    return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
  }
  // On the line of a dash: the next pair takes its place.
  return next === null ? null : { start: own[0], end: next[0], text: '' };
}

/** Adds a pair behind the last one of a mapping, in its style. Null where there is no place. */
export function appendPair(text: string, map: YAMLMap, pair: string): OffsetEdit | null {
  const range = offsetsOf(map);
  const last = map.items.at(-1);
  if (range === null) return null;
  if (map.flow === true) {
    const end = last === undefined ? null : pairOffsets(text, last)?.[1];
    if (end !== undefined && end !== null) return insertion(end, `, ${pair}`);
    return text.slice(...range).startsWith('{') ? insertion(range[0] + 1, ` ${pair} `) : null;
  }
  const own = last === undefined ? null : pairOffsets(text, last);
  if (own === null) return null;
  const lineEnd = text.indexOf('\n', own[1]);
  const indent = ' '.repeat(columnOf(text, range[0]));
  return insertion(lineEnd < 0 ? text.length : lineEnd, `\n${indented(pair, indent)}`);
}

/** Adds a pair before the first one of a block mapping that begins its line. */
export function prependPair(text: string, map: YAMLMap, pair: string): OffsetEdit | null {
  const range = offsetsOf(map);
  if (range === null || map.flow === true) return null;
  const indent = ' '.repeat(columnOf(text, range[0]));
  return insertion(range[0], `${indented(pair, indent).trimStart()}\n${indent}`);
}

/** Column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Every line of some lines moved to a column. */
export function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=.)/gm, indent);
}

function insertion(at: number, text: string): OffsetEdit {
  return { start: at, end: at, text };
}
