import type { Configuration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';

/** What a trial showed. The arrays belong to the driver and change with the next trial. */
export interface Observation {
  /** Time of each stage for one inference, with its transfer where transfers block. */
  readonly stageSeconds: Float64Array;
  /** Time to send each stage's output on; 0 for the last stage. */
  readonly transferSeconds: Float64Array;
  /** Time between two results in steady state. Infinity: refused, weights do not fit a memory. */
  readonly periodSeconds: number;
  readonly latencySeconds: number;
}

/**
 * An explorer proposes configurations and learns from observations. It may reuse the object that
 * it yields. What it returns is its answer.
 */
export type Exploration = Generator<Configuration, Configuration, Observation>;

/** An explorer by name, with its options already read. */
export type Explorer = (space: Space) => Exploration;
