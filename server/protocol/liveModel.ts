import type { RunFigures } from './liveRun';

/** Who rebalances a pipeline that runs; `static` leaves it as it is. */
export type LivePolicy = 'static' | 'calibrated' | 'odin' | 'lls';

/** How queries come and what is done about interference, as a person asks for it. */
export interface LiveLoad {
  /** Closed: as fast as the pipeline takes them. */
  readonly arrivals: 'closed' | 'constant' | 'poisson';
  /** Queries a second; counts where arrivals are not closed. */
  readonly perSecond: number;
  /** How long the run lasts. */
  readonly seconds: number;
  /** Longest latency that is no violation; null for none. */
  readonly sloSeconds: number | null;
  readonly policy: LivePolicy;
}

/** What is run where nothing else was asked for. */
export const defaultLoad: LiveLoad = {
  arrivals: 'closed',
  perSecond: 10,
  seconds: 30,
  sloSeconds: null,
  policy: 'static',
};

/** A moment of a run, or several moments that are drawn as one. */
export interface LivePoint {
  /** Its end, since the run began. */
  readonly elapsedSeconds: number;
  /** How long it is. */
  readonly seconds: number;
  /** Queries that left the pipeline in it. */
  readonly completed: number;
  readonly throughput: number;
  /** Null where no query left. */
  readonly p50Seconds: number | null;
  /** Of several moments the highest; null where no query left. */
  readonly p99Seconds: number | null;
  readonly violations: number;
  /** Of several moments the deepest. */
  readonly queueDepth: number;
  /** Share of the time in which each place computed, 0…1; of places that came later it has none. */
  readonly utilisation: readonly number[];
  /** Mean compute time of each place's stage; 0 where no query passed. */
  readonly stageSeconds: readonly number[];
}

/** One stage of the pipeline that runs. */
export interface LiveStage {
  /** Name of its execution place. */
  readonly place: string;
  /** Such as `core 0` or `cores 0, 1`. */
  readonly cores: string;
  /** Such as `conv1 … pool3`. */
  readonly layers: string;
  /** Share of its own speed that is emulated; null where it runs as it is. */
  readonly emulatedSpeed: number | null;
  /** Its time as it was estimated when the pipeline was tuned. */
  readonly estimatedSeconds: number;
}

/** Something that a policy did during a run. */
export interface LiveMark {
  readonly elapsedSeconds: number;
  /** `detected`: it noticed something; `trial`, `settled`: another configuration serves. */
  readonly kind: 'detected' | 'trial' | 'settled';
  /** Such as `ep1 slower` or `conv5_1: ep3 → ep2`. */
  readonly words: string;
}

/** Other work beside a place during a run. */
export interface LiveBand {
  /** Ends it, where it was begun by hand. */
  readonly episode: number;
  readonly place: string;
  /** Such as `mem-4 ×1.14–1.72`. */
  readonly words: string;
  readonly fromSeconds: number;
  /** Null while it goes on. */
  readonly toSeconds: number | null;
}

/** The whole run so far. */
export interface LiveTotals extends RunFigures {
  readonly elapsedSeconds: number;
  readonly deepestQueue: number;
}

/** A figure that matters, ready to be shown. */
export interface LiveFigure {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  /** Whether it keeps the SLO; null where that is no question. */
  readonly verdict: 'kept' | 'broken' | null;
}

/** Where a run stands. */
export type LiveState = 'starting' | 'running' | 'stopping' | 'done' | 'stopped' | 'failed';

/** Everything that the live panel shows of a run. */
export interface LiveModel {
  /** Such as `GoogLeNet on this-machine`. */
  readonly title: string;
  /** Such as `2 stages · 45 queries a second, by chance · 60 s`. */
  readonly subtitle: string;
  readonly state: LiveState;
  /** Why it failed; null otherwise. */
  readonly failure: string | null;
  readonly load: LiveLoad;
  /** Of the configuration that serves. */
  readonly stages: readonly LiveStage[];
  /** False where another configuration serves than that of the result. */
  readonly servesResult: boolean;
  /** Places that served so far, in the order of the figures of a {@link LivePoint}. */
  readonly places: readonly string[];
  /** All places that may be slowed by hand. */
  readonly allPlaces: readonly string[];
  /** What is to be known about the figures: threads that are not pinned, speeds that are emulated. */
  readonly notes: readonly string[];
  /** The last minute; figures are over the last second, so that single queries make no jumps. */
  readonly minute: readonly LivePoint[];
  /** The whole run in a bounded number of points. */
  readonly whole: readonly LivePoint[];
  /** The newest, at most {@link mostMoments}. */
  readonly marks: readonly LiveMark[];
  /** The newest, at most {@link mostMoments}, in order of their begin. */
  readonly bands: readonly LiveBand[];
  /** Null before the first moment. */
  readonly totals: LiveTotals | null;
  /** None before the first moment. */
  readonly figures: readonly LiveFigure[];
  /** What a screen reader says of the whole; empty before the first moment. */
  readonly summary: string;
}

/** What a moment adds to a {@link LiveModel}. */
export interface LiveUpdate {
  /** Goes to the end of the last minute; points older than a minute leave it. */
  readonly point: LivePoint;
  /** Replaces the points of the whole run from an index on. */
  readonly whole: { readonly from: number; readonly points: readonly LivePoint[] };
  readonly stages: readonly LiveStage[];
  readonly servesResult: boolean;
  readonly places: readonly string[];
  readonly marks: readonly LiveMark[];
  readonly bands: readonly LiveBand[];
  readonly totals: LiveTotals;
  readonly figures: readonly LiveFigure[];
  readonly summary: string;
}

/** Marks and bands that are kept: more are no overview. */
export const mostMoments = 100;

/** How much of a run the last minute holds. */
export const minuteSeconds = 60;
