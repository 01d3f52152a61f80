import {
  copyConfiguration,
  createConfiguration,
  sameConfiguration,
  type Configuration,
} from '../../pipeline/configuration';
import type { Space } from '../../pipeline/space';
import type { Decision, Policy, Rebalancing, ServedQuery } from '../policy';
import type { ReplayMoment, ReplaySink } from '../replaySink';

/**
 * Keeps what serves now and tells a sink of every change; whoever decides, and whatever runs the
 * queries.
 */
export class Steering {
  /** What serves. */
  readonly configuration: Configuration;
  /** Counts exchanges of the configuration. */
  decision = 0;
  /** True while what serves is a trial. */
  rebalancing = false;

  constructor(
    space: Space,
    start: Configuration,
    private readonly sink: ReplaySink,
  ) {
    this.configuration = createConfiguration(space.places.length);
    copyConfiguration(start, this.configuration);
    sink.configuration({ query: 0, seconds: 0 }, 'start', this.configuration);
  }

  /** Something else may serve from this moment on. */
  decide(at: ReplayMoment, { configuration, mode, detected }: Decision): void {
    if (detected !== null) this.sink.detection(at, detected);
    const isTrial = mode === 'trial';
    const same = sameConfiguration(configuration, this.configuration);
    if (same && isTrial === this.rebalancing) return;
    this.rebalancing = isTrial;
    if (!same) {
      copyConfiguration(configuration, this.configuration);
      this.decision += 1;
    }
    this.sink.configuration(at, isTrial ? 'trial' : 'settled', this.configuration);
  }
}

/** A policy at the wheel: it is told of queries by their decision, and steers. */
export class PolicySteering {
  private readonly rebalancing: Rebalancing;

  constructor(
    space: Space,
    start: Configuration,
    policy: Policy,
    private readonly steering: Steering,
  ) {
    this.rebalancing = policy(space, start);
    steering.decide({ query: 0, seconds: 0 }, this.rebalancing.next().value);
  }

  /**
   * Tells of a query that has left, and lets the policy decide.
   * @param decision by which the query ran; the policy hears only of its last.
   */
  observed(at: ReplayMoment, decision: number, served: ServedQuery): void {
    if (decision !== this.steering.decision) return;
    this.steering.decide(at, this.rebalancing.next(served).value);
  }
}
