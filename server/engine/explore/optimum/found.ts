import type { Configuration } from '../../pipeline/configuration';

/** What a search for the least of something found. */
export interface Found {
  /** Null where nothing is below the bound that was given (proven), or nothing was found. */
  readonly configuration: Configuration | null;
  /** No configuration has less. */
  readonly lower: number;
  /** True where nothing has less than the configuration, or than the bound without one. */
  readonly proven: boolean;
}
