import type { Lane } from './stageMapModel';

/** Which of two results something is said of. */
export type Side = 'left' | 'right';

/** One figure of both results. */
export interface ComparedFigure {
  readonly id: 'throughput' | 'latency' | 'quality' | 'trials' | 'convergence' | 'stages';
  readonly label: string;
  readonly left: string;
  readonly right: string;
  /** From left to right, such as `+12 %`; `the same` where nothing changed, empty where one is unknown. */
  readonly change: string;
  /** Where the better one is; null where they are equal, or neither is better. */
  readonly better: Side | null;
}

/** How a stage stands to the other result. */
export type StageDifference = 'same' | 'other place' | 'other layers';

/** One stage of a compared result. */
export interface ComparedStage {
  /** From 1. */
  readonly stage: number;
  readonly difference: StageDifference;
  /** First and last layer. */
  readonly layers: readonly [first: string, last: string];
  readonly layerCount: number;
  /** Index of its lane. */
  readonly lane: number;
  /** What differs, for people: empty for a stage that does not. */
  readonly words: string;
}

/** One of the two results. */
export interface ComparedResult {
  /** Such as `ResNet-50 on chiplet-4f4s`. */
  readonly title: string;
  /** Such as `Shisha · rank_w · lFEP · α 10 · seed 1 · analytical testbed`. */
  readonly subtitle: string;
  /** Where it was read from: a file's name. */
  readonly file: string;
  /** The used places in pipeline order. */
  readonly lanes: readonly Lane[];
  readonly stages: readonly ComparedStage[];
  readonly unusedPlaces: number;
  readonly periodSeconds: number;
}

/** Two tuning results side by side: the best configuration of each. */
export interface CompareModel {
  readonly left: ComparedResult;
  readonly right: ComparedResult;
  readonly figures: readonly ComparedFigure[];
  /** Right end of the time axis of both maps, seconds. */
  readonly axisSeconds: number;
  /** True where both are pipelines of the same layers. */
  readonly sameLayers: boolean;
  /** What the two have in common and what not, one sentence. */
  readonly verdict: string;
  /** What a screen reader says of the whole. */
  readonly summary: string;
}
