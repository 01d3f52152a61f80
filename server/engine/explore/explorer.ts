import type { Configuration } from '../pipeline/configuration';
import type { Observation } from '../pipeline/observation';
import type { Space } from '../pipeline/space';

/**
 * An exploration proposes configurations and learns from observations. It may reuse the object that
 * it yields. What it returns is its answer.
 */
export type Exploration = Generator<Configuration, Configuration, Observation>;

/** What an explorer prepared before and between its trials: part of its price. */
export interface ExplorerAccount {
  /** Memory of what it keeps to choose from, such as a database of configurations. */
  bytes: number;
  /** Number of the first configuration tried, of those that walk them in a fixed order. */
  from?: bigint;
}

/** An explorer with its options read: starts an exploration of a space, and keeps an account of it. */
export type Explorer = (space: Space, account: ExplorerAccount) => Exploration;
