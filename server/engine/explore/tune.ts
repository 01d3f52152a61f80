import type { TrialResult, TuningResult } from '../../protocol/tuningResult';
import { evaluate } from '../cost/evaluate';
import type { TimeTable } from '../cost/timeTable';
import { throughputOf } from '../pipeline/observation';
import { exploredFraction, spaceSize } from '../pipeline/spaceSize';
import { drive, type DriverHooks, type RunResult, type Testbed } from './driver';
import { driveAsync, type AsyncTestbed } from './driveAsync';
import type { ExplorerOptions } from './explorerOptions';
import { judge } from './judge';
import { objectiveResult } from './objectiveResult';
import { ObservedTable } from './observedTable';
import { pipelineResult, stageTriples } from './pipelineResult';
import { type ExplorerName } from './explorerFacts';
import { explorerOf } from './registry';
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
 * @param explorer what is run under the name of the requested one.
 */
export function tune(
  table: TimeTable,
  request: TuneRequest,
  hooks: TuneHooks = {},
  explorer = explorerOf(request.explorer).create(request.options, table),
): TuningResult {
  const { space } = table;
  const tuning = new Tuning(table, request, hooks);
  const startSeconds = hooks.clock?.() ?? 0;
  const testbed: Testbed = (configuration, observation) =>
    evaluate(table, configuration, observation);
  const run = drive(explorer, space, testbed, tuning.driverHooks);
  // Simulated trials take next to no time of their own.
  const explorerSeconds = hooks.clock && hooks.clock() - startSeconds;
  const judged =
    request.optimum === false || run.stopped
      ? { optimum: null }
      : judge(table, run, hooks.shouldStop && { shouldStop: hooks.shouldStop });
  return tuning.result(run, judged, explorerSeconds);
}

/**
 * Tunes where trials take their time, as {@link tune} does with those of a table. There is no
 * optimum to compare with: nobody knows the times.
 * @param table what the explorer may know, and the estimates that the result is drawn with.
 */
export async function tuneAsync(
  table: TimeTable,
  request: TuneRequest,
  testbed: AsyncTestbed,
  hooks: TuneHooks = {},
): Promise<TuningResult> {
  const tuning = new Tuning(table, request, hooks);
  const explorer = explorerOf(request.explorer).create(request.options, table);
  const observed = new ObservedTable(table);
  const { onTrial } = tuning.driverHooks;
  const run = await driveAsync(explorer, table.space, testbed, {
    ...tuning.driverHooks,
    onTrial: (trial) => {
      observed.add(trial.configuration, trial.observation);
      onTrial?.(trial);
    },
  });
  // Last, so that the answer is drawn with the times that it showed.
  if (run.trials > 0) observed.add(run.best, run.observation);
  const system = tunedSystem(observed.fitted, request.placeDescriptions ?? []);
  return { ...tuning.result(run, { optimum: null }), system };
}

/** What a tuning run is made of, whoever runs its trials. */
class Tuning {
  readonly driverHooks: DriverHooks;
  private readonly trace: TraceKeeper;

  constructor(
    private readonly table: TimeTable,
    private readonly request: TuneRequest,
    { shouldStop, onProgress }: TuneHooks,
  ) {
    const { maxTrials, maxTrace } = request;
    this.trace = new TraceKeeper(maxTrace);
    const keep = request.trace !== false;
    this.driverHooks = {
      ...(maxTrials !== undefined && { maxTrials }),
      ...(shouldStop && { shouldStop }),
      onTrial: (trial) => {
        const { cost } = trial.observation;
        if (keep) this.trace.add(trial.trial, cost, () => trialResult(trial, table));
        onProgress?.(trial.trial, throughputOf(trial.best.periodSeconds));
      },
    };
  }

  result(
    run: RunResult,
    judged: Pick<TuningResult, 'optimum' | 'bound'>,
    explorerSeconds?: number,
  ): TuningResult {
    const { table, request } = this;
    const { space } = table;
    const { explorer, options } = request;
    const size = spaceSize(space.layers.length, space.places.length);
    return {
      kind: 'cnn-tuning',
      format: 1,
      network: request.network,
      platform: request.platform,
      explorer,
      testbed: request.testbed,
      seed: options.seed,
      options: Object.fromEntries(
        explorerOf(explorer).options.map((name) => [name, options[name]]),
      ),
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
      trace: this.trace.results(),
      ...(run.stopped && { cancelled: true }),
      ...(run.failure !== null && { failure: run.failure }),
      ...(request.sources && { sources: request.sources }),
      system: tunedSystem(table, request.placeDescriptions ?? []),
    };
  }
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
