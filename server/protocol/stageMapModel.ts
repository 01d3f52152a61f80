/** One layer's part of a stage's bar. */
export interface LayerSegment {
  /** Index of the layer in the network. */
  readonly layer: number;
  readonly name: string;
  readonly seconds: number;
}

/** One lane: an execution place, with its stage where it has one. */
export interface Lane {
  readonly place: string;
  readonly fast: boolean;
  /** Such as `8×3.0 GHz hbm`, or `1 of 2 queries · …` for a stage with replicas; may be empty. */
  readonly description: string;
  /** Position of the stage in the pipeline from 1; null for an unused place. */
  readonly stage: number | null;
  readonly segments: readonly LayerSegment[];
  /** Computing time for one inference. */
  readonly computeSeconds: number;
  /** Time to send the output on; 0 for the last stage and for unused places. */
  readonly transferSeconds: number;
  /** What its turns leave of the period: turns × period − busy time, never negative. */
  readonly idleSeconds: number;
  /** Share of its time that the place computes (and sends, where transfers block), 0…1. */
  readonly busy: number;
  /** True for the stage, or the transfer after it, that sets the period. */
  readonly bottleneck: boolean;
  /** True where it is the transfer after this stage that sets the period. */
  readonly bottleneckIsTransfer: boolean;
}

/** A number that matters, ready to be shown. */
export interface Figure {
  readonly id: 'throughput' | 'latency' | 'trials' | 'space' | 'quality';
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

/** One point of the trials curve. */
export interface TrialPoint {
  readonly trial: number;
  readonly throughput: number;
  readonly bestThroughput: number;
  readonly elapsedSeconds: number;
}

/** Everything that the stage map shows of one trial of a tuning run. */
export interface StageMapModel {
  /** Such as `ResNet-50 on chiplet-4f4s`. */
  readonly title: string;
  /** Such as `Shisha · rank_w · lFEP · α 10 · seed 1 · analytical testbed`. */
  readonly subtitle: string;
  readonly figures: readonly Figure[];
  /** Used places in pipeline order, then unused ones by rank. */
  readonly lanes: readonly Lane[];
  readonly periodSeconds: number;
  /** Right end of the time axis: the longest lane with its transfer. */
  readonly axisSeconds: number;
  readonly transfers: 'overlapped' | 'blocking';
  /** The trial shown, from 1. */
  readonly trial: number;
  readonly bestTrial: number;
  readonly trialCount: number;
  /** At most 2 000 points: the first, the last, every improvement, and a sample of the rest. */
  readonly trials: readonly TrialPoint[];
  /** Throughput of the proven optimum; null where it is not known. */
  readonly optimumThroughput: number | null;
  readonly cancelled: boolean;
  /** What a screen reader says of the whole, two or three sentences. */
  readonly summary: string;
}
