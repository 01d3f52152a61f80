import { describe, expect, it } from 'vitest';
import { Batches, liveAttention } from '../../../server/runtime/rebalance/batches';

/** What batches show of one stage that ends whenever a time is over; a query is inside at a time. */
function shownOf(times: readonly number[]): number[] {
  const batches = new Batches(liveAttention, 1);
  const shown = new Float64Array(1);
  const all: number[] = [];
  let finished = 0;
  for (const seconds of times) {
    finished += seconds;
    if (batches.add([seconds], finished, shown)) all.push(shown[0] ?? 0);
  }
  return all;
}

/** Three others on the core, 3 ms each in turn: every tenth query of 0.3 ms waits 9 ms more. */
const sliced = (query: number) => (query % 10 === 9 ? 0.0093 : 0.0003);

describe('batches of queries', () => {
  it('show that a core is shared, even where most queries of a short stage do not meet another', () => {
    const quiet = shownOf(Array.from({ length: 4000 }, () => 0.0003));
    const shared = shownOf(Array.from({ length: 4000 }, (_, query) => sliced(query)));
    expect(quiet.length).toBeGreaterThan(4);
    for (const seconds of quiet) expect(seconds).toBeCloseTo(0.0003, 6);
    expect(shared.length).toBeGreaterThan(10);
    for (const seconds of shared) expect(seconds / 0.0003).toBeCloseTo(4, 0);
  });

  it('hide hiccups of long stages', () => {
    const shown = shownOf(
      Array.from({ length: 100 }, (_, query) => (query % 7 === 3 ? 0.1 : 0.05)),
    );
    expect(shown.length).toBeGreaterThan(10);
    expect(new Set(shown)).toEqual(new Set([0.05]));
  });

  it('forget all when they begin anew', () => {
    const batches = new Batches({ ...liveAttention, batchSeconds: 0, batchMeans: 2 }, 1);
    const shown = new Float64Array(1);
    batches.add([9], 1, shown);
    batches.add([9], 2, shown);
    batches.clear();
    expect(batches.add([1], 3, shown)).toBe(false);
    expect(batches.add([3], 4, shown)).toBe(false);
    expect(batches.add([5], 5, shown)).toBe(true);
    expect(shown[0]).toBe(5);
  });
});
