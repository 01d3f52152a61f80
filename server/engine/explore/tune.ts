import type { TrialResult, TuningResult } from '../../protocol/tuningResult';
import { evaluate } from '../cost/evaluate';
import type { TimeTable } from '../cost/timeTable';
import { throughputOf } from '../pipeline/observation';
import { exploredFraction, spaceSize } from '../pipeline/spaceSize';
import { drive, type RunResult } from './driver';
import type { ExplorerOptions } from './explorerOptions';
import { judge } from './judge';
import { objectiveResult } from './objectiveResult';
import { pipelineResult, stageTriples } from './pipelineResult';
import { explorerOf, type ExplorerName } from './registry';
import { TraceKeeper } from './traceKeeper';
import type { Trial } from './trialLog';
import { tunedSystem } from './tunedSystem';

/** What to tune and how; the objective and the number of replicas are the table's. */
export interface TuneRequest {
  readonly network: string;
  readonly platform: string;
  readonly testbed: TuningResult['testbed'];
  readonly explorer: ExplorerName;
  readonly options: ExplorerOptions;
  readonly maxTrials?: number;
  /** Keep trials; without it memory does not grow with their number. Default true. */
  readonly trace?: boolean;
  /** Keep about this many trials at most, see TraceKeeper. Default 100 000. */
  readonly maxTrace?: number;
  /** Prove the optimum, where the problem is small enough. Default true. */
  readonly optimum?: boolean;
  /** What people see of each place, such as `8×3.0 GHz hbm`. */
  readonly placeDescriptions?: readonly string[];
  /** Paths of the inputs for the saved result. */
  readonly sources?: TuningResult['sources'];
}

/** Listeners of a tuning run. */
export interface TuneHooks {
  readonly shouldStop?: () => boolean;
  /** Told of every trial: its number and the best throughput so far. */
  readonly onProgress?: (trial: number, bestThroughput: number) => void;
  /** Seconds of any clock; where there is one, the explorer's own time is part of the result. */
  readonly clock?: () => number;
}

/**
 * Tunes a problem with times from a table and gives the result as it is saved. Where no
 * configuration fits the memories, `best` has no stages and a throughput of 0.
 */
export function tune(table: TimeTable, request: TuneRequest, hooks: TuneHooks = {}): TuningResult {
  const { space } = table;
  const { explorer, options } = request;
  const definition = explorerOf(explorer);
  const trace = new TraceKeeper(request.maxTrace);
  const keep = request.trace !== false;
  const startSeconds = hooks.clock?.() ?? 0;
  const run = drive(
    definition.create(options, table),
    space,
    (configuration, observation) => evaluate(table, configuration, observation),
    {
      ...(request.maxTrials !== undefined && { maxTrials: request.maxTrials }),
      ...(hooks.shouldStop && { shouldStop: hooks.shouldStop }),
      onTrial: (trial) => {
        if (keep) trace.add(trial.trial, trial.observation.cost, () => trialResult(trial, table));
        hooks.onProgress?.(trial.trial, throughputOf(trial.best.periodSeconds));
      },
    },
  );
  // Simulated trials take next to no time of their own.
  const explorerSeconds = hooks.clock && hooks.clock() - startSeconds;
  const size = spaceSize(space.layers.length, space.places.length);
  const judged = request.optimum === false || run.stopped ? { optimum: null } : judge(table, run);
  return {
    kind: 'cnn-tuning',
    format: 1,
    network: request.network,
    platform: request.platform,
    explorer,
    testbed: request.testbed,
    seed: options.seed,
    options: Object.fromEntries(definition.options.map((name) => [name, options[name]])),
    ...objectiveResult(space),
    best: pipelineResult(space, run.best, run.observation),
    trials: run.trials,
    bestTrial: run.bestTrial,
    convergenceSeconds: run.convergenceSeconds,
    ...(explorerSeconds !== undefined && { explorerSeconds }),
    ...(run.account.bytes > 0 && { explorerBytes: run.account.bytes }),
    spaceSize: size.toString(),
    exploredFraction: exploredFraction(run.trials, size),
    ...judged,
    ...resumeFrom(run, size),
    trace: trace.results(),
    ...(run.stopped && { cancelled: true }),
    ...(run.failure !== null && { failure: run.failure }),
    ...(request.sources && { sources: request.sources }),
    system: tunedSystem(table, request.placeDescriptions ?? []),
  };
}

/** Where a walk in a fixed order goes on, while there is something left of it. */
function resumeFrom(
  { account, trials }: RunResult,
  size: bigint,
): Pick<TuningResult, 'resumeFrom'> {
  if (account.from === undefined) return {};
  const next = account.from + BigInt(trials);
  return next <= size ? { resumeFrom: next.toString() } : {};
}

function trialResult(trial: Trial, { space }: TimeTable): TrialResult {
  return {
    trial: trial.trial,
    throughput: throughputOf(trial.observation.periodSeconds),
    elapsedSeconds: trial.elapsedSeconds,
    stages: stageTriples(space, trial.configuration),
  };
}
