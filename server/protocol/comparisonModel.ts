import type { MeasureName } from './comparisonResult';

/** A figure of an explorer over its runs, in words. */
export interface MeasuredFigure {
  /** Geometric mean. */
  readonly text: string;
  /** 95 % confidence interval of it; empty where all runs gave the same or there is only one. */
  readonly interval: string;
  /** Least, quartiles and most, five texts. */
  readonly range: readonly string[];
  /** True for the best explorer, and for those that cannot be told from it. */
  readonly isBest: boolean;
}

/** A box of a box plot. */
export interface Box {
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
}

/** Quality 0…1 of the best so far, an entry for each place of the axis. */
export interface ModelBand {
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
  /** Where the longest run ended. */
  readonly end: number;
}

/** One explorer of the comparison panel. */
export interface ExplorerModel {
  readonly name: string;
  readonly title: string;
  /** Options in words; empty where it has none. */
  readonly detail: string;
  /** Such as `10 seeds`, or `1 run: chance has no part`. */
  readonly runs: string;
  readonly figures: Readonly<Record<MeasureName, MeasuredFigure>>;
  readonly boxes: Readonly<Record<BoxedMeasure, Box>>;
  readonly byTrials: ModelBand;
  readonly bySeconds: ModelBand;
  /** Its worst run: `93.1 % with seed 7`; empty where all are alike. */
  readonly worst: string;
  /** Where it loses, a sentence for each explorer that it loses to. */
  readonly losses: readonly string[];
}

/** Measures that are drawn as box plots. */
export type BoxedMeasure = 'quality' | 'trials' | 'convergenceSeconds';

/** A measure as tables and charts call it. */
export interface MeasureModel {
  readonly name: MeasureName;
  readonly label: string;
  /** What it is, one sentence. */
  readonly meaning: string;
}

/** Everything that the comparison panel shows. */
export interface ComparisonModel {
  /** Such as `ResNet-50 on chiplet-4f4s`. */
  readonly title: string;
  /** Such as `10 seeds · analytical testbed · 3.18 × 10⁸ configurations`. */
  readonly subtitle: string;
  /** What quality is a share of, one sentence. */
  readonly reference: string;
  readonly measures: readonly MeasureModel[];
  readonly explorers: readonly ExplorerModel[];
  readonly axes: { readonly trials: readonly number[]; readonly seconds: readonly number[] };
  /** What was left out, and why; what was cut off. */
  readonly notes: readonly string[];
  /** What a screen reader says of the whole. */
  readonly summary: string;
}
