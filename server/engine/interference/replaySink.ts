import type { Configuration } from '../pipeline/configuration';
import type { Detection } from './policy';
import type { Episode } from './scenario';

/** When something happens: first query that it concerns, and seconds since the policy's beginning. */
export interface ReplayMoment {
  readonly query: number;
  readonly seconds: number;
}

/**
 * Told what one policy does to a stream of queries, simulated or real: events before the first query
 * that they concern, queries in order. Arguments belong to the caller and change with the next call.
 */
export interface ReplaySink {
  interference(at: ReplayMoment, state: 'begin' | 'end', episode: Episode): void;
  detection(at: ReplayMoment, detection: Detection): void;
  configuration(
    at: ReplayMoment,
    cause: 'start' | 'trial' | 'settled',
    configuration: Configuration,
  ): void;
  /**
   * @param arrivedSeconds when it was meant to arrive: latency counts from there
   * @param stageSeconds time of each stage of the configuration that served it
   */
  served(
    query: number,
    arrivedSeconds: number,
    finishedSeconds: number,
    stageSeconds: Float64Array,
    rebalancing: boolean,
  ): void;
}
