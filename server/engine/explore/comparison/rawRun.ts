import type { TimeTable } from '../../cost/timeTable';
import { evaluate } from '../../cost/evaluate';
import { throughputOf } from '../../pipeline/observation';
import { drive } from '../driver';
import type { ExplorerOptions } from '../explorerOptions';
import { type ExplorerName } from '../explorerFacts';
import { explorerOf } from '../registry';
import { BestSoFar } from './bestSoFar';

/** One run as it comes out of a thread: plain data, judged by nobody yet. */
export interface RawRun {
  readonly explorer: ExplorerName;
  readonly seed: number;
  /** What the objective makes of its answer: less is better, Infinity where all was refused. */
  readonly cost: number;
  readonly throughput: number;
  readonly latencySeconds: number;
  /** NaN where power is not known. */
  readonly energyJoules: number;
  readonly trials: number;
  readonly bestTrial: number;
  readonly convergenceSeconds: number;
  readonly elapsedSeconds: number;
  readonly explorerSeconds: number;
  readonly explorerBytes: number;
  /** True where it was ended before its time. */
  readonly stopped: boolean;
  /** Its improvements, three numbers each: trial, trial time up to it, cost. */
  readonly improvements: Float64Array;
}

/** Limits and clock of a run. */
export interface RunHooks {
  readonly maxTrials: number | null;
  readonly shouldStop: () => boolean;
  /** Seconds of any clock. */
  readonly clock: () => number;
}

/** Runs one explorer with one seed on a table of times. */
export function rawRun(
  table: TimeTable,
  explorer: ExplorerName,
  options: ExplorerOptions,
  { maxTrials, shouldStop, clock }: RunHooks,
): RawRun {
  const best = new BestSoFar();
  const startSeconds = clock();
  const run = drive(
    explorerOf(explorer).create(options, table),
    table.space,
    (configuration, observation) => evaluate(table, configuration, observation),
    {
      ...(maxTrials !== null && { maxTrials }),
      shouldStop,
      onTrial: ({ trial, elapsedSeconds, observation }) =>
        best.add(trial, elapsedSeconds, observation.cost),
    },
  );
  const { periodSeconds, latencySeconds, energyJoules, cost } = run.observation;
  const found = Number.isFinite(periodSeconds);
  return {
    explorer,
    seed: options.seed,
    cost,
    throughput: found ? throughputOf(periodSeconds) : 0,
    latencySeconds: found ? latencySeconds : 0,
    energyJoules: found ? energyJoules : NaN,
    trials: run.trials,
    bestTrial: run.bestTrial,
    convergenceSeconds: run.convergenceSeconds,
    elapsedSeconds: run.elapsedSeconds,
    explorerSeconds: clock() - startSeconds,
    explorerBytes: run.account.bytes,
    stopped: run.stopped,
    improvements: best.improvements(),
  };
}
