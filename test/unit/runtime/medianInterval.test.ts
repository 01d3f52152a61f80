import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSettled,
  medianInterval,
  spreadOf,
} from '../../../server/runtime/profile/medianInterval';

/** Probability that n tosses of a coin show k heads or fewer. */
function atMost(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return k < 0 ? 0 : sum;
}

describe('the interval of a median', () => {
  it('covers it with at least 95 %, and not far more, for every number of samples', () => {
    for (let n = 6; n <= 300; n += 1) {
      const samples = Array.from({ length: n }, (_, i) => i);
      const { halfWidth } = medianInterval(samples);
      const rank = (n - 1) / 2 - (halfWidth ?? NaN);
      const coverage = (k: number) => 1 - 2 * atMost(k, n);
      expect(coverage(rank)).toBeGreaterThanOrEqual(0.95);
      // Ranks are whole: one further may still do, two may not.
      expect(coverage(rank + 2)).toBeLessThan(0.95);
    }
  });

  it('is unknown for few samples, and does not ask for their order', () => {
    expect(medianInterval([3, 1, 2, 5, 4])).toEqual({ median: 3, halfWidth: null, repetitions: 5 });
    expect(medianInterval([])).toMatchObject({ repetitions: 0, halfWidth: null });
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, noNaN: true }), { minLength: 6 }), (samples) => {
        expect(medianInterval([...samples].reverse())).toEqual(medianInterval(samples));
      }),
    );
  });

  it('is narrow enough within 3 %, or within the clock', () => {
    const time = (median: number, halfWidth: number | null) => ({
      median,
      halfWidth,
      repetitions: 9,
    });
    expect(isSettled(time(1, 0.03))).toBe(true);
    expect(isSettled(time(1, 0.031))).toBe(false);
    expect(isSettled(time(4e-6, 1e-6))).toBe(true);
    expect(isSettled(time(1, null))).toBe(false);
    expect(spreadOf(time(2, 0.5))).toBe(0.25);
    expect(spreadOf(time(0, 0))).toBe(0);
  });
});
