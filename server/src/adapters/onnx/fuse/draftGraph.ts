import type { Draft } from '../lower/draft';

/** Drafts in topological order, and which of them leave the network. */
export interface DraftGraph {
  readonly drafts: readonly Draft[];
  readonly outputs: readonly number[];
}

/** Number of readers of every draft; leaving the network counts as one. */
export function countReaders({ drafts, outputs }: DraftGraph): Int32Array {
  const readers = new Int32Array(drafts.length);
  const read = (index: number) => {
    if (index >= 0) readers[index] = (readers[index] ?? 0) + 1;
  };
  for (const { inputs } of drafts) inputs.forEach(read);
  outputs.forEach(read);
  return readers;
}

/** The only reader of each draft, or −1. */
export function soleReaders({ drafts }: DraftGraph, readers: Int32Array): Int32Array {
  const next = new Int32Array(drafts.length).fill(-1);
  drafts.forEach(({ inputs }, index) => {
    for (const input of inputs) if (readers[input] === 1) next[input] = index;
  });
  return next;
}

/** A new draft in the place of another, or the earlier draft whose value it has. */
export type Replacement = Draft | number;

/** The graph with drafts replaced, and without those that nothing reads any more. */
export function rewrite(
  { drafts, outputs }: DraftGraph,
  replacements: ReadonlyMap<number, Replacement>,
): DraftGraph {
  // Replacements name earlier drafts, so each is resolved before it is read.
  const target = new Int32Array(drafts.length);
  drafts.forEach((_, index) => {
    const other = replacements.get(index);
    target[index] = typeof other === 'number' ? resolve(target, other) : index;
  });
  const current = drafts.map((draft, index) => {
    const other = replacements.get(index);
    return typeof other === 'object' ? other : draft;
  });
  const leaving = outputs.map((index) => resolve(target, index));
  const alive = new Uint8Array(drafts.length);
  for (const index of leaving) if (index >= 0) alive[index] = 1;
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    if (!alive[index]) continue;
    for (const input of current[index]?.inputs ?? []) {
      const source = resolve(target, input);
      if (source >= 0) alive[source] = 1;
    }
  }
  const place = new Int32Array(drafts.length).fill(-1);
  const kept: Draft[] = [];
  current.forEach((draft, index) => {
    if (!alive[index]) return;
    const inputs = draft.inputs.map((input) => resolve(place, resolve(target, input)));
    place[index] = kept.push({ ...draft, inputs }) - 1;
  });
  return { drafts: kept, outputs: [...new Set(leaving.map((index) => resolve(place, index)))] };
}

function resolve(table: Int32Array, index: number): number {
  return index < 0 ? index : (table[index] ?? index);
}
