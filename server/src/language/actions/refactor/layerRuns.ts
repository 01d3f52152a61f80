import { layerPattern, type LayerPattern } from './layerPattern';
import type { LayerBlock } from './layerBlock';

/** Copies of some layers one after the other: `copies[copy][position]`. */
export interface LayerRun {
  readonly start: number;
  readonly copies: readonly (readonly LayerPattern[])[];
}

/** Longest copy that is looked for. */
const longestCopy = 24;

/**
 * The run of at least two equal copies of at least two layers that holds an item: of the shortest
 * copies, the longest.
 */
export function runAround(block: LayerBlock, index: number): LayerRun | null {
  const longest = Math.min(longestCopy, Math.floor(block.items.length / 2));
  for (let length = 2; length <= longest; length += 1) {
    let best: LayerRun | null = null;
    for (let offset = 0; offset < length; offset += 1) {
      const run = runThrough(block, index - offset, length);
      if (run !== null && sizeOf(run) > sizeOf(best)) best = run;
    }
    if (best !== null) return best;
  }
  return null;
}

/** The selected items as a run of as many equal copies as they are; at least two layers. */
export function runOfSelection(block: LayerBlock, first: number, last: number): LayerRun | null {
  const count = last - first + 1;
  for (let length = 1; length <= count; length += 1) {
    if (count % length !== 0 || (length === 1 && count < 2)) continue;
    const copies: (readonly LayerPattern[])[] = [];
    for (let at = first; at <= last; at += length) {
      const copy = copyAt(block, at, length);
      if (copy === null || !isAlike(copies[0] ?? copy, copy)) break;
      copies.push(copy);
    }
    const isWhole = copies.length * length === count;
    if (isWhole && (copies.length > 1 || length > 1)) return { start: first, copies };
  }
  return null;
}

/** The copies of a length before and after the one that begins at an item. */
function runThrough(block: LayerBlock, at: number, length: number): LayerRun | null {
  const seed = copyAt(block, at, length);
  if (seed === null) return null;
  const copies = [seed];
  let start = at;
  for (;;) {
    const before = copyAt(block, start - length, length);
    if (before === null || !isAlike(before, seed)) break;
    copies.unshift(before);
    start -= length;
  }
  for (let next = at + length; ; next += length) {
    const after = copyAt(block, next, length);
    if (after === null || !isAlike(after, seed)) break;
    copies.push(after);
  }
  return copies.length < 2 ? null : { start, copies };
}

function copyAt(block: LayerBlock, start: number, length: number): LayerPattern[] | null {
  if (start < 0) return null;
  const copy: LayerPattern[] = [];
  for (let position = 0; position < length; position += 1) {
    const pattern = layerPattern(block, start, position);
    if (pattern === null) return null;
    copy.push(pattern);
  }
  return copy;
}

function isAlike(a: readonly LayerPattern[], b: readonly LayerPattern[]): boolean {
  return a.every(({ structure }, position) => structure === b[position]?.structure);
}

function sizeOf(run: LayerRun | null): number {
  return run === null ? 0 : run.copies.length * (run.copies[0]?.length ?? 0);
}
