import {
  copyConfiguration,
  createConfiguration,
  type Configuration,
} from '../pipeline/configuration';
import { costOf, type Objective } from '../pipeline/objective';
import {
  copyObservation,
  createObservation,
  type Observation,
  type ObservationBuffer,
} from '../pipeline/observation';

/** A trial as listeners see it. */
export interface Trial {
  /** Counted from 1. */
  readonly trial: number;
  readonly configuration: Configuration;
  readonly observation: Observation;
  /** Trial time spent up to and including this trial. */
  readonly elapsedSeconds: number;
  /** What the best trial so far showed. */
  readonly best: Observation;
}

/** Keeps the account of a run: trials, time, the best. Memory does not grow with the trials. */
export class TrialLog {
  /** Filled in by the testbed for each trial. */
  readonly observation: ObservationBuffer;
  readonly best: Configuration;
  readonly bestObservation: ObservationBuffer;
  trials = 0;
  bestTrial = 0;
  convergenceSeconds = 0;
  elapsedSeconds = 0;

  /** @param capacity most stages of a configuration. */
  constructor(
    capacity: number,
    private readonly objective: Objective,
  ) {
    this.best = createConfiguration(capacity);
    this.observation = createObservation(capacity);
    this.bestObservation = createObservation(capacity);
  }

  /**
   * Judges and counts what the testbed filled in.
   * @param isAnswer true where it counts as the best, whatever was seen before.
   * @returns what is wrong with it, in words; null where it is an observation.
   */
  record(
    configuration: Configuration,
    isAnswer: boolean,
    onTrial?: (trial: Trial) => void,
  ): string | null {
    const { observation, bestObservation } = this;
    const fault = faultOf(configuration, observation);
    if (fault !== null) return `Trial ${this.trials + 1} gave no observation: ${fault}.`;
    this.trials += 1;
    this.elapsedSeconds += observation.trialSeconds;
    observation.cost = costOf(this.objective, observation);
    if (isAnswer || this.bestTrial === 0 || observation.cost < bestObservation.cost) {
      copyConfiguration(configuration, this.best);
      copyObservation(observation, bestObservation);
      this.bestTrial = this.trials;
      this.convergenceSeconds = this.elapsedSeconds;
    }
    onTrial?.({
      trial: this.trials,
      configuration,
      observation,
      elapsedSeconds: this.elapsedSeconds,
      best: bestObservation,
    });
    return null;
  }
}

/** Written so that NaN is a fault. An infinite period is none: the configuration was refused. */
function faultOf({ stages }: Configuration, observation: Observation): string | null {
  const { periodSeconds, latencySeconds, trialSeconds, stageSeconds } = observation;
  if (periodSeconds === Infinity) return null;
  if (!(periodSeconds >= 0)) return `a period of ${periodSeconds} s`;
  if (!(latencySeconds >= 0)) return `a latency of ${latencySeconds} s`;
  if (!(trialSeconds >= 0)) return `a trial time of ${trialSeconds} s`;
  for (let s = 0; s < stages; s += 1) {
    const seconds = stageSeconds[s] ?? NaN;
    if (!(seconds >= 0 && seconds < Infinity)) return `a time of ${seconds} s for stage ${s + 1}`;
  }
  return null;
}
