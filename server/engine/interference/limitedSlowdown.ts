import type { Slowdown } from './scenario';

/** What is slower stands still as well. */
const strongest = 1e12;

/** A copy of a slowdown, at most 1e12 times as long: the product of many factors may be beyond all numbers. */
export function limitedSlowdown({ compute, memory }: Slowdown): Slowdown {
  return { compute: Math.min(strongest, compute), memory: Math.min(strongest, memory) };
}
