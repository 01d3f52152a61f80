import { describe, expect, it } from 'vitest';
import { BestSoFar } from '../../../../server/engine/explore/comparison/bestSoFar';
import { axisPlaces, qualityBand } from '../../../../server/engine/explore/comparison/qualityBand';
import { rawRunOf } from './rawRuns';

const quality = (cost: number) => 1 / cost;
const slow = rawRunOf([[1, 1, 10], [3, 3, 2]], { trials: 5, elapsedSeconds: 8 }); // prettier-ignore
const quick = rawRunOf([[1, 2, 4], [2, 4, 1]], { trials: 2, elapsedSeconds: 4 }); // prettier-ignore

describe('axisPlaces', () => {
  it('are all trials where they are few, else at equal ratios to the very end', () => {
    expect(axisPlaces([slow, quick], 'trials')).toEqual([1, 2, 3, 4, 5]);
    const long = axisPlaces([rawRunOf([[1, 1, 1]], { trials: 123_457 })], 'trials');
    expect(long[0]).toBe(1);
    expect(long.at(-1)).toBe(123_457);
    expect(long.length).toBeLessThanOrEqual(160);
    expect(new Set(long).size).toBe(long.length);
  });

  it('of trial time begin with the first trial of any run', () => {
    const places = axisPlaces([slow, quick], 'seconds');
    expect([places[0], places.at(-1)]).toEqual([1, 8]);
  });

  it('are none without runs, and one where everything takes no time', () => {
    expect(axisPlaces([], 'trials')).toEqual([]);
    expect(axisPlaces([], 'seconds')).toEqual([]);
    expect(axisPlaces([rawRunOf([[1, 0, 1]])], 'seconds')).toEqual([]);
  });
});

describe('qualityBand', () => {
  it('is the median and quartiles of the best so far of two runs', () => {
    const band = qualityBand([slow, quick], 'trials', [1, 2, 3, 4, 5], quality);
    // Trial 1: 0.1 and 0.25. Trial 2: 0.1 and 1. From trial 3 on: 0.5 and 1.
    expect(band.median).toEqual([0.175, 0.55, 0.75, 0.75, 0.75].map((q) => expect.closeTo(q, 12)));
    expect(band.lowerQuartile[0]).toBeCloseTo(0.1375, 12);
    expect(band.upperQuartile[0]).toBeCloseTo(0.2125, 12);
    expect(band.end).toBe(5);
  });

  it('is 0 before the first trial', () => {
    const { median, end } = qualityBand([quick], 'seconds', [1, 2, 3, 4], quality);
    expect(median).toEqual([0, 0.25, 0.25, 1]);
    expect(end).toBe(4);
  });
});

describe('BestSoFar', () => {
  it('keeps improvements alone', () => {
    const best = new BestSoFar();
    for (const [trial, cost] of [[1, 5], [2, 6], [3, 5], [4, 1], [5, Infinity]] as const) best.add(trial, trial / 2, cost); // prettier-ignore
    expect([...best.improvements()]).toEqual([1, 0.5, 5, 4, 2, 1]);
  });

  it('keeps the first and the last of very many', () => {
    const best = new BestSoFar();
    for (let trial = 1; trial <= 10_007; trial += 1) best.add(trial, trial, 1 / trial);
    const kept = [...best.improvements()];
    expect(kept.slice(0, 3)).toEqual([1, 1, 1]);
    expect(kept.slice(-3)).toEqual([10_007, 10_007, 1 / 10_007]);
    expect(kept.length / 3).toBeLessThanOrEqual(258);
    const trials = kept.filter((_, index) => index % 3 === 0);
    expect(trials).toEqual([...new Set(trials)].sort((a, b) => a - b));
  });
});
