import type { Configuration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';

/** What one query showed of the pipeline. The array belongs to whoever serves, and changes with the next. */
export interface ServedQuery {
  /** Time of each stage of the configuration that the policy last decided for; more entries do not count. */
  readonly stageSeconds: Float64Array;
}

/** What a policy decides after a query. The object may be reused. */
export interface Decision {
  /** What serves from now on; the object may be reused. */
  readonly configuration: Configuration;
  /** `trial`: to learn from, while rebalancing; `serve`: what the policy stands by. */
  readonly mode: 'serve' | 'trial';
  /** What made the policy begin to rebalance, told once; null otherwise. */
  readonly detected: Detection | null;
}

/** A place that was noticed to take longer, or shorter, than before. */
export interface Detection {
  readonly place: number;
  readonly direction: 'slower' | 'faster';
}

/**
 * A policy at work: an endless generator, resumed after every query that ran through the configuration
 * of its last decision from end to end, in order. What it knows is the space, the configuration that it
 * begins with, and stage times: never the scenario, never a table of times. Nothing of its answer may
 * depend on anything else, so that it rebalances a simulation and real cores alike.
 */
export type Rebalancing = Generator<Decision, never, ServedQuery>;

/** A policy with its options read. */
export type Policy = (space: Space, start: Configuration) => Rebalancing;
