import type { YAMLMap } from 'yaml';
import type { DataPath } from '../../../protocol/problem';
import type { Expression } from '../../../engine/network/expression';
import type { Offsets } from '../yamlTree';

/** What a name can stand for. */
export type ThingKind = 'constant' | 'template' | 'parameter' | 'layer' | 'memory' | 'place';

/** Where and in what part a name stands in the text. `slowed`: the place of an episode. `builtin`: `input`, `index`, `first`, `last`. */
export type Role =
  | 'declaration'
  | 'use'
  | 'with'
  | 'from'
  | 'expression'
  | 'outputs'
  | 'memory'
  | 'link'
  | 'slowed'
  | 'builtin';

/** Something with a name: all declarations of one name of one kind in one scope. */
export interface Thing {
  readonly kind: ThingKind;
  readonly name: string;
  /** Template of a parameter, or of a layer in it; empty for everything else. */
  readonly scope: string;
  /** Several where layers that never both exist share a name. */
  readonly declarations: readonly Declaration[];
  /** Declarations and references, in the order of the text. */
  readonly occurrences: readonly Occurrence[];
}

/** Where a thing is declared. */
export interface Declaration {
  /** The name; null where it is not one plain run of the text. */
  readonly name: Offsets | null;
  /** All of the declaration: a pair, or a layer's mapping. */
  readonly extent: Offsets;
  readonly path: DataPath;
}

/** One name in the text. */
export interface Occurrence {
  readonly role: Role;
  /** The name alone: of `c3_2.reduce` the `c3`, and in an occurrence of its own the `reduce`. */
  readonly offsets: Offsets;
  readonly name: string;
  /** Number of the copy in `c3_2` or `fep0`, with its `_`; empty for none. */
  readonly suffix: string;
  /** What it stands for: none where unknown, several where it depends on the use. */
  readonly things: readonly Thing[];
}

/** A layer's mapping, however broken. */
export interface LayerEntry {
  /** Template that holds it; empty at the top. */
  readonly block: string;
  readonly path: DataPath;
  readonly offsets: Offsets;
  readonly map: YAMLMap;
  /** Empty for none. */
  readonly name: string;
  readonly nameOffsets: Offsets | null;
  readonly op: string | null;
  readonly opOffsets: Offsets | null;
  readonly use: string | null;
  readonly repeats: boolean;
}

/** A scalar that begins with `$`. */
export interface ExpressionEntry {
  readonly text: string;
  readonly offsets: Offsets;
  readonly path: DataPath;
  /** Template that it stands in; empty elsewhere. */
  readonly block: string;
  readonly layer: LayerEntry | null;
  /** Null where it cannot be read. */
  readonly expression: Expression | null;
}

/** Every name of a text, and what it stands for; as complete as broken text allows. */
export interface NameIndex {
  readonly things: readonly Thing[];
  /** Those of one kind and scope: where these are no layers, none is looked at. */
  thingsOf(kind: ThingKind, scope?: string): readonly Thing[];
  /** In the order of the text; they do not overlap. */
  readonly occurrences: readonly Occurrence[];
  readonly layers: readonly LayerEntry[];
  readonly expressions: readonly ExpressionEntry[];
}

/** An index of nothing. */
export const emptyIndex: NameIndex = {
  things: [],
  thingsOf: () => [],
  occurrences: [],
  layers: [],
  expressions: [],
};

/** The name under an offset, its end included, as a caret stands between characters. */
export function occurrenceAt(index: NameIndex, offset: number): Occurrence | null {
  return findAt(index.occurrences, offset);
}

/** The entry whose offsets hold `offset`, its end included; entries in order, without overlap. */
export function findAt<T extends { readonly offsets: Offsets }>(
  entries: readonly T[],
  offset: number,
): T | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.offsets[1] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const here = entries[low];
  const next = entries[low + 1];
  // Between two that touch, the one that begins here is meant.
  if (next?.offsets[0] === offset) return next;
  return here !== undefined && here.offsets[0] <= offset ? here : null;
}
