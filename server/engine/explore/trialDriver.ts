import { sameConfiguration, type Configuration } from '../pipeline/configuration';
import type { Observation, ObservationBuffer } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import type { Exploration, Explorer, ExplorerAccount } from './explorer';
import { TrialLog, type Trial } from './trialLog';

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

/**
 * Leads an exploration from trial to trial, whoever runs them: `next` says what to try, and
 * `observed` or `failed` what came of it, until `next` gives null. Budget, cancellation and the
 * account of trials are kept here and nowhere else; memory does not grow with the trials.
 */
export class TrialDriver {
  private readonly log: TrialLog;
  private readonly account: ExplorerAccount = { bytes: 0 };
  private readonly exploration: Exploration;
  private step: IteratorResult<Configuration, Configuration>;
  /** True from when the explorer has given its answer. */
  private answered = false;
  private ended = false;
  private stopped = false;
  private failure: string | null = null;

  constructor(
    explorer: Explorer,
    space: Space,
    private readonly hooks: DriverHooks,
  ) {
    this.log = new TrialLog(space.places.length, space.objective);
    this.exploration = explorer(space, this.account);
    this.step = this.exploration.next();
  }

  /** Filled in by the testbed for each trial, all but its cost. */
  get observation(): ObservationBuffer {
    return this.log.observation;
  }

  /** The configuration to try; null where the run has ended. */
  next(): Configuration | null {
    const { log, step } = this;
    const { maxTrials = Infinity, shouldStop } = this.hooks;
    if (this.ended) return null;
    if (step.done === true) {
      this.answered = true;
      // An answer that is not the best seen (or was never tried) is what the explorer stands by.
      this.ended = sameConfiguration(step.value, log.best) || log.trials >= maxTrials;
      return this.ended ? null : step.value;
    }
    this.stopped = shouldStop?.() === true;
    this.ended = this.stopped || log.trials >= maxTrials;
    return this.ended ? null : step.value;
  }

  /** The testbed has filled in the observation of what `next` gave. */
  observed(): void {
    this.failure = this.log.record(this.step.value, this.answered, this.hooks.onTrial);
    this.ended = this.answered || this.failure !== null;
    if (!this.ended) this.step = this.exploration.next(this.log.observation);
  }

  /** The testbed cannot run what `next` gave: the run ends. What fails because it was to stop has not failed. */
  failed(error: unknown): void {
    this.ended = true;
    this.stopped = this.hooks.shouldStop?.() === true;
    if (this.stopped) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.failure = `Trial ${this.log.trials + 1} failed: ${reason}`;
  }

  result(): RunResult {
    const { best, bestObservation, trials, bestTrial } = this.log;
    const { convergenceSeconds, elapsedSeconds } = this.log;
    const { account, stopped, failure } = this;
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
}
