import type { Configuration } from './configuration';
import type { Space } from './space';

/** Bytes of weights beyond the memories of their places, over all stages; 0 where all fit. */
export function excessBytes(space: Space, { stages, ends, places }: Configuration): number {
  const { weightBytesBefore, memoryBytes } = space;
  let excess = 0;
  let before = 0;
  for (let s = 0; s < stages; s += 1) {
    const after = weightBytesBefore[ends[s] as number] as number;
    const over = after - before - (memoryBytes[places[s] as number] as number);
    if (over > 0) excess += over;
    before = after;
  }
  return excess;
}
