import type { Arrivals } from '../../../protocol/liveRun';
import type { TimeTable } from '../../cost/timeTable';
import type { Configuration } from '../../pipeline/configuration';
import type { MemoryBound } from '../memoryBound';
import type { Policy } from '../policy';
import type { Scenario } from '../scenario';

/**
 * Who decides what serves: a policy that sees stage times, or one that is told the slowed times of
 * every state of the scenario at once.
 */
export type ReplayPolicy =
  | { readonly sees: 'stages'; readonly rebalance: Policy }
  | {
      readonly sees: 'times';
      readonly choose: (slowed: TimeTable, start: Configuration) => Configuration;
    };

/** What is simulated: one policy that serves a stream of queries under a scenario. */
export interface ReplayJob {
  /** Times without interference. */
  readonly table: TimeTable;
  readonly memoryBound: MemoryBound;
  readonly scenario: Scenario;
  /** What serves until the policy decides otherwise. */
  readonly start: Configuration;
  readonly policy: ReplayPolicy;
  /**
   * Closed: as fast as the pipeline takes them. In an open loop, too, no more queries are inside than
   * twice the stages of `start`; those that wait outside grow older.
   */
  readonly arrivals: Arrivals;
  readonly queries: number;
  /** Stage times differ by at most this share, query by query: 0.1 is ±10 %. */
  readonly noise: number;
  /** Seed of the noise. */
  readonly seed: number;
  /** Asked now and then; true ends the replay with the queries served so far. */
  readonly shouldStop?: () => boolean;
}

/** How far a replay came. */
export interface ReplayEnd {
  /** Queries served. */
  readonly queries: number;
  /** When the last of them finished. */
  readonly seconds: number;
  readonly stopped: boolean;
}

/** Queries that are inside at once where nothing is said, as many as the runtime takes. */
export function defaultInside(start: Configuration): number {
  return 2 * start.stages;
}
