import { interquartileRange, median } from 'simple-statistics';
import type { TrialReport } from './commands';
import type { FinishedQuery } from './stageThreads';

/** A query as its times tell it. */
type Passage = Pick<FinishedQuery, 'id' | 'times'>;

/** Parts of a trial whose mean periods are compared: a hiccup spoils only its own. */
const mostParts = 9;

/**
 * What the queries of a trial show.
 * @param seen every query, in order; the first ones, when the pipeline fills, do not count for times.
 */
export function trialReport(
  seen: readonly Passage[],
  warmups: number,
  stageCount: number,
  trialSeconds: number,
): TrialReport {
  const stages = Array.from({ length: stageCount }, (_, stage) => stage);
  const counted = seen.slice(warmups);
  const computed = stages.map((s) => counted.map((query) => endOf(query, s) - begunOf(query, s)));
  return {
    stageSeconds: computed.map((times) => median(times)),
    spread: Math.max(...computed.map((times) => interquartileRange(times) / median(times))),
    transferSeconds: stages.map((s) => (s + 1 < stageCount ? transfer(seen, s) : 0)),
    periodSeconds: period(counted.map((query) => endOf(query, stageCount - 1))),
    trialSeconds,
  };
}

/** Median of the mean distances in equal parts of the trial. */
function period(ends: readonly number[]): number {
  const distances = ends.length - 1;
  const parts = Math.min(mostParts, distances);
  if (parts < 1) return 0;
  const bound = (part: number) => Math.floor((part * distances) / parts);
  return median(
    Array.from({ length: parts }, (_, part) => {
      const [from, to] = [bound(part), bound(part + 1)];
      return ((ends[to] ?? 0) - (ends[from] ?? 0)) / (to - from);
    }),
  );
}

/**
 * Least time from the end of a stage to the next stage's receipt, of those queries that found it
 * idle: a thread that computes does not look at what comes.
 */
function transfer(seen: readonly Passage[], stage: number): number {
  let least = Infinity;
  seen.forEach((query, i) => {
    const before = seen[i - 1];
    if (before && endOf(before, stage + 1) > endOf(query, stage)) return;
    least = Math.min(least, (query.times[3 * stage + 3] ?? 0) - endOf(query, stage));
  });
  return Number.isFinite(least) ? Math.max(0, least) : 0;
}

function begunOf({ times }: Passage, stage: number): number {
  return times[3 * stage + 1] ?? 0;
}

function endOf({ times }: Passage, stage: number): number {
  return times[3 * stage + 2] ?? 0;
}
