import type { Random } from './random';

/** A draw from the standard normal distribution (Box and Muller's transform). */
export function normal(random: Random): number {
  // 1 − u is never 0.
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
