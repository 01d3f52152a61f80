import type { OptimumResult, TrialResult, TuningResult } from '../../protocol/tuningResult';
import { evaluate } from '../cost/evaluate';
import type { TimeTable } from '../cost/timeTable';
import { createObservation, throughputOf } from '../pipeline/observation';
import { exploredFraction, spaceSize } from '../pipeline/spaceSize';
import { drive, type RunResult, type Trial } from './driver';
import { solveOptimum } from './optimum';
import { explorers, type ExplorerName, type ExplorerOptions } from './registry';
import { pipelineResult, stageTriples } from './pipelineResult';
import { TraceKeeper } from './traceKeeper';
import { tunedSystem } from './tunedSystem';

/** What to tune and how. */
export interface TuneRequest {
  readonly network: string;
  readonly platform: string;
  readonly testbed: TuningResult['testbed'];
  readonly explorer: ExplorerName;
  readonly options: ExplorerOptions;
  readonly maxTrials?: number;
  /** Keep every trial; without it memory does not grow with the number of trials. Default true. */
  readonly trace?: boolean;
  /** Keep about this many trials at most, see TraceKeeper. Default: all. */
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
}

/**
 * Tunes a problem with times from a table and gives the result as it is saved. Where no
 * configuration fits the memories, `best` has no stages and a throughput of 0.
 */
export function tune(table: TimeTable, request: TuneRequest, hooks: TuneHooks = {}): TuningResult {
  const { space } = table;
  const { explorer, options } = request;
  const trace = new TraceKeeper(request.maxTrace);
  const keep = request.trace !== false;
  const run = drive(
    explorers[explorer].create(options),
    space,
    (configuration, observation) => evaluate(table, configuration, observation),
    {
      ...(request.maxTrials !== undefined && { maxTrials: request.maxTrials }),
      ...(hooks.shouldStop && { shouldStop: hooks.shouldStop }),
      onTrial: (trial) => {
        if (keep) {
          const throughput = throughputOf(trial.observation.periodSeconds);
          trace.add(trial.trial, throughput, () => trialResult(trial, table));
        }
        hooks.onProgress?.(trial.trial, throughputOf(trial.bestPeriodSeconds));
      },
    },
  );
  const size = spaceSize(space.layers.length, space.places.length);
  return {
    kind: 'cnn-tuning',
    format: 1,
    network: request.network,
    platform: request.platform,
    explorer,
    testbed: request.testbed,
    seed: options.seed,
    options: usedOptions(explorer, options),
    best: pipelineResult(space, run.best, run.observation),
    trials: run.trials,
    bestTrial: run.bestTrial,
    convergenceSeconds: run.convergenceSeconds,
    spaceSize: size.toString(),
    exploredFraction: exploredFraction(run.trials, size),
    optimum: request.optimum === false || run.stopped ? null : optimumResult(table, run),
    trace: trace.results(),
    ...(run.stopped && { cancelled: true }),
    ...(request.sources && { sources: request.sources }),
    system: tunedSystem(table, request.placeDescriptions ?? []),
  };
}

function usedOptions(name: ExplorerName, options: ExplorerOptions): TuningResult['options'] {
  return Object.fromEntries(explorers[name].options.map((key) => [key, options[key]]));
}

function trialResult(trial: Trial, { space }: TimeTable): TrialResult {
  return {
    trial: trial.trial,
    throughput: throughputOf(trial.observation.periodSeconds),
    elapsedSeconds: trial.elapsedSeconds,
    stages: stageTriples(space, trial.configuration),
  };
}

function optimumResult(table: TimeTable, run: RunResult): OptimumResult | null {
  const found = run.observation.periodSeconds;
  const optimum = solveOptimum(table, found);
  if (optimum === null || (optimum === 'reached' && found === Infinity)) return null;
  let period = found;
  if (optimum !== 'reached') {
    // Judged by the same arithmetic as every trial.
    const observation = createObservation(table.space.places.length);
    evaluate(table, optimum.configuration, observation);
    period = Math.min(found, observation.periodSeconds);
  }
  const quality = found > 0 ? period / found : 1;
  return { throughput: throughputOf(period), proven: true, quality };
}
