import type { Configuration } from '../pipeline/configuration';
import type { Observation } from '../pipeline/observation';
import type { Space } from '../pipeline/space';

/**
 * An exploration proposes configurations and learns from observations. It may reuse the object that
 * it yields. What it returns is its answer.
 */
export type Exploration = Generator<Configuration, Configuration, Observation>;

/** An explorer with its options read: starts an exploration of a space. */
export type Explorer = (space: Space) => Exploration;
