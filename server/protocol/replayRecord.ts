import type { TunedSystem } from './tuningResult';

/**
 * The lines of a `*.replay.jsonl` file: a header; then for each policy in turn, block after block, the
 * events of the block in order of time and one line of samples; summaries; an index; and an end that
 * says where the index begins. Queries count from 0, seconds from the policy's own beginning.
 */
export type ReplayLine =
  | ReplayHeader
  | InterferenceEvent
  | DetectionEvent
  | ConfigurationEvent
  | EpisodeEvent
  | SamplesEvent
  | SummaryEvent
  | IndexEvent
  | EndEvent;

/** A configuration: [first layer, layer after the last, execution place] of each stage in order. */
export type RecordedStages = readonly (readonly [number, number, string])[];

/** A policy as it was set. */
export interface RecordedPolicy {
  /** Name of the policy, such as `odin`. */
  readonly policy: string;
  /** For people, different for each policy of a file, such as `ODIN α 10`. */
  readonly title: string;
  readonly options: Readonly<Record<string, string | number>>;
}

/** What was replayed. */
export interface ReplayHeader {
  readonly kind: 'cnn-replay';
  readonly format: 1;
  readonly network: string;
  readonly platform: string;
  readonly scenario: string;
  /** `local`: recorded on real cores, so that times are measured. */
  readonly testbed: 'analytical' | 'profile' | 'local';
  /** What the scenario's begins and ends count, and so what policies share as an axis. */
  readonly axis: 'queries' | 'seconds';
  /** `closed`: as fast as the pipeline takes queries, `inside` of them at once. */
  readonly load:
    | { readonly kind: 'closed'; readonly inside: number }
    | { readonly kind: 'constant' | 'poisson'; readonly perSecond: number }
    | { readonly kind: 'trace'; readonly name: string };
  /** Queries of each policy; of a run on real cores, which ends by time, the most. */
  readonly queries: number;
  readonly sloSeconds: number | null;
  readonly seed: number;
  /** Noise of stage times, as a share: 0.1 is ±10 %. */
  readonly noise: number;
  readonly policies: readonly RecordedPolicy[];
  /** Layer times without interference: with the active slowdowns they give every stage's time. */
  readonly system: TunedSystem;
  /** `memoryBound[class][layer]`: 1 where interference slows a layer by its memory factor. */
  readonly memoryBound: readonly (readonly (0 | 1)[])[];
  /** Where places have limits: weights of each layer and room of each class, null for no limit. */
  readonly memory?: {
    readonly weightBytes: readonly number[];
    readonly capacityBytes: readonly (number | null)[];
  };
  /** Inferences a second of the optimum without interference. */
  readonly quietThroughput: number;
  /** ISO 8601, where a clock was at hand. */
  readonly recorded?: string;
}

/** Of which policy, and when. */
interface Moment {
  /** Index in the header's policies. */
  readonly policy: number;
  /** First query that it concerns. */
  readonly query: number;
  readonly seconds: number;
}

/** Co-located work begins or ends on one place. */
export interface InterferenceEvent extends Moment {
  readonly event: 'interference';
  readonly state: 'begin' | 'end';
  /** Counts from 0; the same for begin and end, and for every policy. */
  readonly episode: number;
  readonly place: string;
  /** What slows, such as `mem-6`. */
  readonly name: string;
  /** Factors on the time of compute-bound and of memory-bound layers, ≥ 1; null where nobody knows them. */
  readonly compute: number | null;
  readonly memory: number | null;
}

/** A policy noticed that a stage takes longer, or shorter, than before. */
export interface DetectionEvent extends Moment {
  readonly event: 'detection';
  readonly place: string;
  readonly direction: 'slower' | 'faster';
}

/** From this query on another configuration serves. */
export interface ConfigurationEvent extends Moment {
  readonly event: 'configuration';
  /** `start`: the first one; `trial`: tried while rebalancing; `settled`: what rebalancing ended with. */
  readonly cause: 'start' | 'trial' | 'settled';
  readonly stages: RecordedStages;
}

/** What a policy did about an episode: at its end, or with the last query where it has none. */
export interface EpisodeEvent extends Moment {
  readonly event: 'episode';
  readonly episode: number;
  /** First query that it concerned, and when. */
  readonly fromQuery: number;
  readonly fromSeconds: number;
  /** False where the queries ended first. */
  readonly ended: boolean;
  /** Queries from its begin to the first detection; null where nothing was noticed. */
  readonly detectedAfter: number | null;
  readonly trials: number;
  /** Queries from its begin until rebalancing was settled; null where it was not. */
  readonly settledAfter: number | null;
  /** Queries over the SLO from begin to end. */
  readonly violations: number;
  /** From begin to end; null where no query finished. */
  readonly throughput: number | null;
  /** Once it was settled. */
  readonly settledThroughput: number | null;
}

/**
 * What one policy showed over a block of consecutive queries. It lasts from `seconds`, the end of the
 * block before, to `endSeconds`.
 */
export interface SamplesEvent extends Moment {
  readonly event: 'samples';
  /** Queries of the block, from `query` on. */
  readonly count: number;
  /** End of the block: when its last query finished. */
  readonly endSeconds: number;
  readonly latency: BlockLatency;
  /** Queries over the SLO. */
  readonly violations: number;
  /** Mean observed time of each stage of the configuration at the block's end. */
  readonly stageSeconds: readonly number[];
  /**
   * Queries that are kept, as offsets from `query`, with when each finished and its latency: all of
   * them, or some. The first and the last, the fastest and the slowest of the block are always among
   * them, and each one from which on queries break or keep the SLO: a query that is not kept does
   * what the last one that is kept before it does.
   */
  readonly kept: readonly number[] | 'all';
  readonly finished: readonly number[];
  readonly latencies: readonly number[];
}

/** Latencies of a block, in seconds. */
export interface BlockLatency {
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** One policy's whole replay. */
export interface PolicySummary {
  readonly queries: number;
  readonly seconds: number;
  readonly throughput: number;
  readonly latency: BlockLatency & {
    readonly p90: number;
    readonly p95: number;
    readonly p999: number;
  };
  readonly violations: number;
  readonly detections: number;
  readonly trials: number;
  /** Times that rebalancing ended with another configuration. */
  readonly switches: number;
  /** Queries served while rebalancing. */
  readonly rebalancingQueries: number;
  /** Throughput over that of the bound; null where there is no bound. */
  readonly shareOfBound: number | null;
}

/** Closes a policy's part of the file. */
export interface SummaryEvent extends PolicySummary {
  readonly event: 'summary';
  readonly policy: number;
}

/** A block as the index knows it: enough to draw it from afar, and where to find it. */
export interface IndexedBlock extends Omit<
  SamplesEvent,
  'event' | 'kept' | 'finished' | 'latencies'
> {
  /** Where its first line begins in the file, bytes, and how many bytes it has. */
  readonly offset: number;
  readonly bytes: number;
  /** Lines of events before its samples. */
  readonly events: number;
  readonly detections: number;
  readonly trials: number;
  readonly switches: number;
  /** Episodes that began before it. */
  readonly episodes: number;
  /** The configuration that serves before its first event; absent: as in the block before. */
  readonly stages?: RecordedStages;
  /** What made that configuration serve. */
  readonly cause: ConfigurationEvent['cause'];
  /** Where that is a trial: what the policy last stood by. */
  readonly stoodBy?: RecordedStages;
  /** Query of the last switch before it; null for none. */
  readonly lastSwitch: number | null;
  /** Episodes that began in earlier blocks and have not ended: as written then. */
  readonly active: readonly InterferenceEvent[];
  readonly bands: readonly IndexedBand[];
}

/**
 * Interference on one place in a block: place by its index; from and to on the header's axis, null where it was
 * there before, or is after the block; how many episodes began; words for people.
 */
export type IndexedBand = readonly [
  place: number,
  from: number | null,
  to: number | null,
  begun: number,
  words: string,
];

/** All blocks, so that a large file opens without being read. */
export interface IndexEvent {
  readonly event: 'index';
  readonly blocks: readonly IndexedBlock[];
  readonly summaries: readonly SummaryEvent[];
}

/** The last line: says that the file is whole. */
export interface EndEvent {
  readonly event: 'end';
  /** Where the line of the index begins, in bytes; null for none: it would be larger than what is read. */
  readonly index: number | null;
  readonly lines: number;
}
