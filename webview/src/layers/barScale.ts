import { finite } from './columns';

/** Length of a bar as a share 0…1 of the longest one. */
export type BarScale = (value: number) => number;

/** A logarithmic scale spans no more than this factor: smaller values are drawn as nearly nothing. */
const largestSpan = 1e6;

/**
 * Lengths of bars for the values that may be shown together. Linear: in proportion. Logarithmic:
 * the smallest positive value still has a length, zero has none.
 */
export function barScale(values: Iterable<number>, kind: 'linear' | 'log'): BarScale {
  let most = 0;
  let least = Infinity;
  for (const given of values) {
    const value = finite(given);
    if (value > most) most = value;
    if (value > 0 && value < least) least = value;
  }
  if (most === 0) return () => 0;
  if (kind === 'linear') return (value) => Math.min(1, finite(value) / most);
  // One step below the smallest value, so that it can be seen. In logarithms, as quotients of
  // numbers near the ends of their range are not numbers.
  const bottom = Math.log(least) - Math.log(2);
  const top = Math.log(most);
  const from = Math.max(bottom, top - Math.log(2 * largestSpan));
  return (value) => {
    const shown = finite(value);
    return shown === 0 ? 0 : Math.max(0.005, Math.min(1, (Math.log(shown) - from) / (top - from)));
  };
}
