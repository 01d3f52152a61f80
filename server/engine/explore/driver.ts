import {
  copyConfiguration,
  createConfiguration,
  sameConfiguration,
  type Configuration,
} from '../pipeline/configuration';
import {
  createObservation,
  type Observation,
  type ObservationBuffer,
} from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { Explorer } from './explorer';

/** Whatever runs a trial at once: fills in what the configuration showed. */
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

/** A trial as listeners see it. */
export interface Trial {
  /** Counted from 1. */
  readonly trial: number;
  readonly configuration: Configuration;
  readonly observation: Observation;
  /** Trial time spent up to and including this trial. */
  readonly elapsedSeconds: number;
  readonly bestPeriodSeconds: number;
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
}

/** Runs an explorer against a testbed; memory does not grow with the number of trials. */
export function drive(
  explorer: Explorer,
  space: Space,
  testbed: Testbed,
  hooks: DriverHooks = {},
): RunResult {
  const { maxTrials = Infinity, shouldStop, onTrial } = hooks;
  const log = new TrialLog(space.places.length);
  const exploration = explorer(space);
  const tryOut = (configuration: Configuration): Observation => {
    testbed(configuration, log.observation);
    log.record(configuration, onTrial);
    return log.observation;
  };

  let step = exploration.next();
  while (step.done !== true) {
    const stopped = shouldStop?.() === true;
    if (stopped || log.trials >= maxTrials) return log.result(stopped);
    step = exploration.next(tryOut(step.value));
  }
  // An answer that is not the best seen (or was never tried) is what the explorer stands by.
  if (!sameConfiguration(step.value, log.best) && log.trials < maxTrials) {
    log.restart();
    tryOut(step.value);
  }
  return log.result(false);
}

/** Keeps the account of a run: trials, time, the best. */
class TrialLog {
  readonly best: Configuration;
  readonly observation: ObservationBuffer;
  private readonly bestObservation: ObservationBuffer;
  private bestTrial = 0;
  private convergenceSeconds = 0;
  private elapsedSeconds = 0;
  trials = 0;

  constructor(capacity: number) {
    this.best = createConfiguration(capacity);
    this.observation = createObservation(capacity);
    this.bestObservation = createObservation(capacity);
  }

  record(configuration: Configuration, onTrial: DriverHooks['onTrial']): void {
    const { observation, bestObservation } = this;
    this.trials += 1;
    this.elapsedSeconds += observation.trialSeconds;
    if (this.bestTrial === 0 || observation.periodSeconds < bestObservation.periodSeconds) {
      copyConfiguration(configuration, this.best);
      bestObservation.stageSeconds.set(observation.stageSeconds);
      bestObservation.transferSeconds.set(observation.transferSeconds);
      bestObservation.periodSeconds = observation.periodSeconds;
      bestObservation.latencySeconds = observation.latencySeconds;
      bestObservation.trialSeconds = observation.trialSeconds;
      this.bestTrial = this.trials;
      this.convergenceSeconds = this.elapsedSeconds;
    }
    onTrial?.({
      trial: this.trials,
      configuration,
      observation,
      elapsedSeconds: this.elapsedSeconds,
      bestPeriodSeconds: bestObservation.periodSeconds,
    });
  }

  /** Forgets the best, not the account: the next trial is the answer. */
  restart(): void {
    this.bestTrial = 0;
  }

  result(stopped: boolean): RunResult {
    const { best, bestObservation, trials, bestTrial, convergenceSeconds, elapsedSeconds } = this;
    return {
      best,
      observation: bestObservation,
      trials,
      bestTrial,
      convergenceSeconds,
      elapsedSeconds,
      stopped,
    };
  }
}
