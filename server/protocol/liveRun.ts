/** How queries arrive at a pipeline that runs on this machine. */
export type Arrivals =
  /** As fast as the pipeline takes them, at most `inside` at once; null fills it. */
  | { readonly kind: 'closed'; readonly inside: number | null }
  /** At equal distances. */
  | { readonly kind: 'constant'; readonly perSecond: number }
  /** By chance, independent of each other. */
  | { readonly kind: 'poisson'; readonly perSecond: number; readonly seed: number }
  /** At given times after the start, ascending. */
  | { readonly kind: 'trace'; readonly seconds: readonly number[] };

/** One run of queries through a pipeline. */
export interface LoadSpec {
  readonly arrivals: Arrivals;
  /** The run ends after this time, or this many queries, whichever comes first. */
  readonly seconds: number;
  readonly queries: number;
  /** Longest latency that is no violation; null for none. */
  readonly sloSeconds: number | null;
  /** Keep every query's times, for a trace or raw samples. */
  readonly keepSamples: boolean;
  /** Tell of every query as it leaves, see {@link TimedQuery}. Default false. */
  readonly tellQueries?: boolean;
}

/** Latencies in microseconds. */
export interface LatencyMicroseconds {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly mean: number;
}

/** What happened in a part of a run. */
export interface RunFigures {
  /** Queries that left the pipeline. */
  readonly completed: number;
  readonly throughput: number;
  readonly latency: LatencyMicroseconds;
  /** Queries beyond the SLO; 0 without one. */
  readonly violations: number;
  /** Queries a second within the SLO. */
  readonly goodput: number;
}

/** The last moments of a run, 10 times a second at most. */
export interface RunFrame extends RunFigures {
  /** Since the run began. */
  readonly elapsedSeconds: number;
  /** How long the frame is. */
  readonly frameSeconds: number;
  /** Queries that have arrived and not left. */
  readonly queueDepth: number;
  /** Places of the stages of the configuration that runs. */
  readonly places: readonly string[];
  /** For each of them, the share of the frame in which it computed, by whatever configuration. */
  readonly utilisation: readonly number[];
  /** For each of them, mean compute time of a query in the frame; 0 where there was none. */
  readonly stageSeconds: readonly number[];
  /** Of the configuration that runs: grows with every switch. */
  readonly configuration: number;
  /** Everything since the run began. */
  readonly whole: RunFigures;
}

/** A change of the configuration during a run. */
export interface SwitchMark {
  readonly elapsedSeconds: number;
  /** First query of the new configuration. */
  readonly query: number;
  /** How long no result came, around the switch. */
  readonly pauseSeconds: number;
}

/** A query of a run: times in seconds since the run began. */
export interface QuerySample {
  readonly query: number;
  readonly arrivedSeconds: number;
  readonly finishedSeconds: number;
  /** Received, begun, ended for each stage in turn. */
  readonly stageSeconds: readonly number[];
}

/** A query that has left, as whoever rebalances the pipeline hears of it. */
export interface TimedQuery {
  /** Counts from 0 since the pipeline began. */
  readonly query: number;
  /** Since the run began; when it was meant to arrive. */
  readonly arrivedSeconds: number;
  readonly finishedSeconds: number;
  /** Compute time of each stage that it ran through. */
  readonly stageSeconds: readonly number[];
}

/** A whole run. */
export interface RunReport extends RunFigures {
  readonly elapsedSeconds: number;
  readonly stages: readonly {
    readonly place: string;
    readonly utilisation: number;
    /** Mean compute time of a query. */
    readonly seconds: number;
  }[];
  readonly switches: readonly SwitchMark[];
  /** Why threads were not pinned to their cores; null where they were. */
  readonly unpinned: string | null;
  /** Places that are slowed on purpose. */
  readonly emulated: readonly string[];
  readonly samples: readonly QuerySample[];
}
