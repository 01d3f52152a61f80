import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../../server/engine/explore/comparison/spreadOf';

describe('spreadOf', () => {
  it('gives quartiles between neighbours and the geometric mean', () => {
    const { interval, ...figures } = spreadOf([8, 1, 4, 2], false);
    expect(figures).toEqual({
      minimum: 1,
      lowerQuartile: 1.75,
      median: 3,
      upperQuartile: 5,
      maximum: 8,
      geometricMean: expect.closeTo(64 ** 0.25, 12) as number,
    });
    expect(interval).not.toBeNull();
  });

  it('gives the interval that all resamples of two values have', () => {
    // Means are 1, 2 and 4 with shares of a quarter, a half and a quarter: both tails are beyond 2.5 %.
    expect(spreadOf([1, 4], false).interval).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(4, 12),
    ]);
  });

  it('is narrower for more of the same', () => {
    const width = (times: number): number => {
      const values = Array.from({ length: times }, () => [1, 2, 3, 4]).flat();
      const [low = 0, high = 0] = spreadOf(values, false).interval ?? [];
      return high - low;
    };
    expect(width(4)).toBeLessThan(width(1));
    expect(width(64)).toBeLessThan(width(4));
  });

  it('gives the same interval for the same values, and no other object of them', () => {
    const values = [3, 1, 2];
    expect(spreadOf(values, false)).toEqual(spreadOf(values, false));
    expect(values).toEqual([3, 1, 2]);
  });

  it('knows nothing of chance from one run, and everything where there is none', () => {
    expect(spreadOf([7], false).interval).toBeNull();
    expect(spreadOf([7], true).interval).toEqual([7, 7]);
    expect(spreadOf([7, 7, 7], false)).toMatchObject({ geometricMean: 7, interval: [7, 7] });
  });

  it('has a mean of 0 where a value is 0', () => {
    expect(spreadOf([0, 5, 5], false).geometricMean).toBe(0);
    expect(spreadOf([0, 0], false)).toMatchObject({ geometricMean: 0, interval: [0, 0] });
  });
});
