import type { RawRun } from '../../../../server/engine/explore/comparison/rawRun';

/** A run as a test writes it: improvements as [trial, seconds, cost], and what departs from the plain case. */
export function rawRunOf(
  improvements: readonly (readonly [number, number, number])[],
  change: Partial<RawRun> = {},
): RawRun {
  const [trials = 0, seconds = 0, cost = Infinity] = improvements.at(-1) ?? [];
  return {
    explorer: 'shisha',
    seed: 1,
    cost,
    throughput: 1 / cost,
    latencySeconds: cost,
    energyJoules: NaN,
    trials,
    bestTrial: trials,
    convergenceSeconds: seconds,
    elapsedSeconds: seconds,
    explorerSeconds: 0.5,
    explorerBytes: 0,
    stopped: false,
    improvements: Float64Array.from(improvements.flat()),
    ...change,
  };
}
