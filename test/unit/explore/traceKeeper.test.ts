import { describe, expect, it } from 'vitest';
import { TraceKeeper } from '../../../server/engine/explore/traceKeeper';

const fill = (keeper: TraceKeeper, throughputs: Iterable<number>): void => {
  let trial = 0;
  for (const throughput of throughputs) {
    trial += 1;
    const result = { trial, throughput, elapsedSeconds: trial, stages: [] };
    keeper.add(trial, 1 / throughput, () => result);
  }
};
const trials = (keeper: TraceKeeper) => keeper.results().map(({ trial }) => trial);

describe('TraceKeeper', () => {
  it('keeps all without a limit', () => {
    const keeper = new TraceKeeper();
    fill(keeper, [3, 1, 2]);
    expect(trials(keeper)).toEqual([1, 2, 3]);
  });

  it('keeps the first, every improvement and an even sample within the limit', () => {
    const keeper = new TraceKeeper(100);
    // Better at 778 and at 9 001 only.
    fill(
      keeper,
      Array.from({ length: 10_000 }, (_, i) => (i === 777 ? 2 : i === 9_000 ? 3 : 1)),
    );
    const kept = trials(keeper);
    expect(kept.length).toBeLessThanOrEqual(100);
    expect(kept.length).toBeGreaterThan(50);
    expect(kept).toEqual(expect.arrayContaining([1, 778, 9_001]));
    const sample = kept.filter((trial) => trial !== 778 && trial !== 9_001);
    const gaps = new Set(sample.slice(1).map((trial, i) => trial - (sample[i] ?? 0)));
    expect(gaps.size).toBe(1);
  });

  it('builds only what it keeps', () => {
    const keeper = new TraceKeeper(10);
    let built = 0;
    for (let trial = 1; trial <= 1000; trial += 1) {
      keeper.add(trial, 1, () => {
        built += 1;
        return { trial, throughput: 1, elapsedSeconds: 0, stages: [] };
      });
    }
    expect(built).toBeLessThan(100);
  });
});
