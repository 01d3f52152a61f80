import type { Lane } from './stageMapModel';

/** A place of the platform, by its index in the model. */
export interface ReplayPlace {
  readonly name: string;
  readonly fast: boolean;
  readonly description: string;
}

/** One policy of a replay, with what it reached, ready to be shown. */
export interface ReplayPolicy {
  readonly title: string;
  /** True for the bound: what no policy beats. */
  readonly isBound: boolean;
  /** Queries that are in the file: fewer than were asked for where it is cut or was cancelled. */
  readonly queries: number;
  /** Its end on the axis. */
  readonly end: number;
  readonly throughput: number;
  readonly p99Seconds: number;
  readonly violations: number;
  readonly detections: number;
  readonly trials: number;
  readonly switches: number;
  readonly rebalancingQueries: number;
  /** Null where there is no bound. */
  readonly shareOfBound: number | null;
}

/** What the replay editor is told of a file once. */
export interface ReplayModel {
  /** Such as `VGG16 on server-4x8, scenario mem-6`. */
  readonly title: string;
  /** Such as `4 000 queries · closed loop · simulated · seed 1`. */
  readonly subtitle: string;
  /** What is wrong with the file, and what that means for what is shown; empty where it is whole. */
  readonly problems: readonly string[];
  /** What all charts share: positions of moments are queries, or seconds. */
  readonly axis: 'queries' | 'seconds';
  /** Right end of the axis, over all policies. */
  readonly end: number;
  readonly sloSeconds: number | null;
  readonly quietThroughput: number;
  readonly places: readonly ReplayPlace[];
  readonly policies: readonly ReplayPolicy[];
  readonly episodes: number;
  /** What a screen reader says of the whole. */
  readonly summary: string;
}

/** A stretch of the axis, and into how many columns it is divided. */
export interface ReplayWindowRequest {
  readonly from: number;
  readonly to: number;
  /** At most 4 000. */
  readonly columns: number;
}

/** One policy's curves in a window; entries by column, null where no query finished in it. */
export interface ReplayCurves {
  readonly throughput: readonly (number | null)[];
  readonly latencyMin: readonly (number | null)[];
  readonly latencyP50: readonly (number | null)[];
  readonly latencyP99: readonly (number | null)[];
  readonly latencyMax: readonly (number | null)[];
  readonly violations: readonly number[];
  readonly marks: readonly ReplayMark[];
}

/** A mark, or several in one column that are drawn as one. */
export interface ReplayMark {
  readonly kind: 'detection' | 'trial' | 'switch';
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Such as `ep3 slower`, or `conv5_1: ep3 → ep2`. */
  readonly words: string;
}

/** Interference on a place; several that lie in one column are one with a count. */
export interface ReplayBand {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Such as `mem-6 ×1.9`. */
  readonly words: string;
}

/** What is visible. */
export interface ReplayWindow extends ReplayWindowRequest {
  readonly curves: readonly ReplayCurves[];
  readonly bands: readonly ReplayBand[];
}

/** What one policy does at a moment. */
export interface ReplayMoment {
  readonly policy: number;
  /** Query that finished last at the position, and when. */
  readonly query: number;
  readonly seconds: number;
  readonly mode: 'serving' | 'rebalancing';
  /** Stage map at this query, with the slowdown in each lane's times; unused places last. */
  readonly lanes: readonly ReplayLane[];
  readonly periodSeconds: number;
  readonly axisSeconds: number;
  /** Around this query: over the last 100, or as many as there are in this configuration. */
  readonly throughput: number;
  readonly p99Seconds: number;
  /** Throughput of this configuration over the best possible one's at this moment. */
  readonly shareOfBound: number | null;
  /** Where the configuration changed last, and how: `conv5_1: ep3 → ep2`; null before any change. */
  readonly lastChange: { readonly query: number; readonly words: readonly string[] } | null;
  /** Layers (by index) that the last change moved. */
  readonly movedLayers: readonly number[];
}

/** A lane of the stage map with the interference on its place. */
export interface ReplayLane extends Lane {
  /** Such as `×1.9 mem-6`; empty where nothing slows it. */
  readonly interference: string;
}

/** One row of the table of episodes, for one policy after another. */
export interface ReplayEpisode {
  readonly index: number;
  /** On the axis of the first policy. */
  readonly from: number;
  /** Null: it lasts to the end. */
  readonly to: number | null;
  readonly place: string;
  readonly words: string;
  readonly policies: readonly ReplayEpisodePolicy[];
}

/** What one policy did about an episode. */
export interface ReplayEpisodePolicy {
  /** Queries from the begin to the first detection; null where it noticed nothing. */
  readonly detectedAfter: number | null;
  readonly trials: number;
  /** Queries from the begin until rebalancing was settled; null where it was not. */
  readonly settledAfter: number | null;
  /** Queries over the SLO from begin to end. */
  readonly overSlo: number;
  /** Throughput once it was settled over the bound's; null where there is neither. */
  readonly recovered: number | null;
}

/** What is asked of an opened replay. */
export type ReplayQuery =
  | { readonly kind: 'window'; readonly window: ReplayWindowRequest }
  | { readonly kind: 'moment'; readonly position: number }
  /** The nearest event before or after a position. */
  | { readonly kind: 'event'; readonly position: number; readonly direction: 'next' | 'previous' }
  | { readonly kind: 'episodes'; readonly from: number; readonly count: number }
  /** Every block (far away) or query (near) of a stretch as CSV. */
  | { readonly kind: 'csv'; readonly from: number; readonly to: number };

/** What answers it. */
export type ReplayAnswer =
  | { readonly kind: 'window'; readonly window: ReplayWindow }
  | { readonly kind: 'moment'; readonly moments: readonly ReplayMoment[] }
  | { readonly kind: 'event'; readonly position: number | null; readonly words: string }
  | { readonly kind: 'episodes'; readonly episodes: readonly ReplayEpisode[] }
  | { readonly kind: 'csv'; readonly text: string };
