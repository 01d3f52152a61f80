import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers: the same seed gives the same numbers everywhere. */
export interface Random {
  /** A whole number in [0, bound). */
  below(bound: number): number;
  /** A number in [0, 1). */
  unit(): number;
  /** A number in [−1, 1) of 32 bits: quick, where many are wanted. */
  signed(): number;
}

/** Numbers that are passed over before the first. */
const warmup = 16;

/** Starts a source from a seed (a 32-bit integer; other numbers are truncated to one). */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  // The first numbers of small seeds resemble each other.
  for (let skipped = 0; skipped < warmup; skipped += 1) uniformFloat64(generator);
  return {
    below: (bound) => uniformInt(generator, 0, bound - 1),
    unit: () => uniformFloat64(generator),
    signed: () => generator.next() / 2 ** 31,
  };
}
