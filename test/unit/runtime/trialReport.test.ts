import { describe, expect, it } from 'vitest';
import type { FinishedQuery } from '../../../server/runtime/executor/stageThreads';
import { trialReport } from '../../../server/runtime/executor/trialReport';

/** Queries through two stages that always have work, with 1 ms between them. */
function queries(
  count: number,
  first: number,
  second: number,
  hiccup = -1,
): Pick<FinishedQuery, 'id' | 'times'>[] {
  let [free, freeNext] = [0, 0];
  return Array.from({ length: count }, (_, id) => {
    const begun = free;
    free = begun + first;
    const received = Math.max(free + 0.001, freeNext);
    freeNext = received + second + (id === hiccup ? 10 : 0);
    return { id, times: [0, begun, free, received, received, freeNext] };
  });
}

describe('what a trial shows', () => {
  it('is the median of stages and the time between results', () => {
    const report = trialReport(queries(24, 0.1, 0.2), 4, 2, 5);
    expect(report.stageSeconds[0]).toBeCloseTo(0.1, 9);
    expect(report.stageSeconds[1]).toBeCloseTo(0.2, 9);
    expect(report.periodSeconds).toBeCloseTo(0.2, 9);
    expect(report.trialSeconds).toBe(5);
    expect(report.spread).toBeCloseTo(0, 9);
  });

  it('is wide where a stage was disturbed half of the time', () => {
    const times = (id: number) => [0, id, id + 0.1 * (1 + (id % 2))];
    const disturbed = Array.from({ length: 20 }, (_, id) => ({ id, times: times(id) }));
    expect(trialReport(disturbed, 0, 1, 20).spread).toBeCloseTo(2 / 3, 2);
  });

  it('is not moved by one long hiccup', () => {
    const report = trialReport(queries(44, 0.1, 0.2, 20), 4, 2, 5);
    expect(report.periodSeconds).toBeCloseTo(0.2, 9);
  });

  it('is the mean where results come in bursts', () => {
    const times = (end: number) => [0, 0, end];
    const bursts = Array.from({ length: 41 }, (_, id) => ({ id, times: times(2 * (id >> 1) + (id & 1) * 0.1) })); // prettier-ignore
    expect(trialReport(bursts, 0, 1, 1).periodSeconds).toBeCloseTo(1, 1);
  });

  it('tells transfers by queries that found the next stage idle: the others waited', () => {
    const busy = trialReport(queries(24, 0.1, 0.2), 4, 2, 5);
    expect(busy.transferSeconds).toEqual([expect.closeTo(0.001, 9), 0]);
    const neverIdle = queries(24, 0.1, 0.2).slice(1);
    expect(trialReport(neverIdle, 4, 2, 5).transferSeconds[0]).toBeCloseTo(0.101, 9);
  });
});
