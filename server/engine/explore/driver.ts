import { sameConfiguration, type Configuration } from '../pipeline/configuration';
import type { Observation, ObservationBuffer } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { Explorer, ExplorerAccount } from './explorer';
import { TrialLog, type Trial } from './trialLog';

/** Whatever runs a trial at once: fills in what the configuration showed, all but its cost. */
export type Testbed = (configuration: Configuration, observation: ObservationBuffer) => void;

/** Limits and listeners of a run, all optional. */
export interface DriverHooks {
  /** Most trials; the run ends with the best of them. */
  readonly maxTrials?: number;
  /** Asked before every trial; true ends the run with the best so far. */
  readonly shouldStop?: () => boolean;
  /** Told of every trial. The arguments change with the next one. */
  readonly onTrial?: (trial: Trial) => void;
}

/** What a run found. */
export interface RunResult {
  /** The explorer's answer, or the best seen where the run was ended early. */
  readonly best: Configuration;
  readonly observation: Observation;
  readonly trials: number;
  /** Trial at which the answer was first seen, from 1; 0 where no trial was run. */
  readonly bestTrial: number;
  /** Trial time spent until then. */
  readonly convergenceSeconds: number;
  readonly elapsedSeconds: number;
  /** True where `shouldStop` ended the run. */
  readonly stopped: boolean;
  /** Why the testbed could not go on; null where it could. The best until then is the answer. */
  readonly failure: string | null;
  readonly account: Readonly<ExplorerAccount>;
}

/** Runs an explorer against a testbed; memory does not grow with the number of trials. */
export function drive(
  explorer: Explorer,
  space: Space,
  testbed: Testbed,
  hooks: DriverHooks = {},
): RunResult {
  const { maxTrials = Infinity, shouldStop, onTrial } = hooks;
  const log = new TrialLog(space.places.length, space.objective);
  const account = { bytes: 0 };
  const end = (stopped: boolean, failure: string | null): RunResult =>
    runResult(log, account, stopped, failure);
  const exploration = explorer(space, account);
  const tryOut = (configuration: Configuration): string | null => {
    try {
      testbed(configuration, log.observation);
    } catch (error) {
      return `Trial ${log.trials + 1} failed: ${error instanceof Error ? error.message : String(error)}`;
    }
    return log.record(configuration, onTrial);
  };

  let step = exploration.next();
  while (step.done !== true) {
    const stopped = shouldStop?.() === true;
    if (stopped || log.trials >= maxTrials) return end(stopped, null);
    const failure = tryOut(step.value);
    if (failure !== null) return end(false, failure);
    step = exploration.next(log.observation);
  }
  // An answer that is not the best seen (or was never tried) is what the explorer stands by.
  if (!sameConfiguration(step.value, log.best) && log.trials < maxTrials) {
    log.restart();
    return end(false, tryOut(step.value));
  }
  return end(false, null);
}

function runResult(
  log: TrialLog,
  account: ExplorerAccount,
  stopped: boolean,
  failure: string | null,
): RunResult {
  const { best, bestObservation, trials, bestTrial, convergenceSeconds, elapsedSeconds } = log;
  return {
    best,
    observation: bestObservation,
    trials,
    bestTrial,
    convergenceSeconds,
    elapsedSeconds,
    stopped,
    failure,
    account,
  };
}
