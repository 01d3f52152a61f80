import type { ObjectiveResult, TuningResult } from './tuningResult';

/** How the runs of one explorer spread by one measure. */
export interface Spread {
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
  /** 0 where a value is 0. */
  readonly geometricMean: number;
  /** 95 % confidence interval of the geometric mean; null for a single run of an explorer that chance decides on. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** What the runs of an explorer are measured by. */
export type MeasureName =
  | 'quality'
  | 'trials'
  | 'convergenceSeconds'
  | 'exploredFraction'
  | 'explorerSeconds'
  | 'explorerBytes';

/** One run of one explorer. */
export interface ComparedRun extends Readonly<Record<MeasureName, number>> {
  readonly explorer: string;
  readonly seed: number;
  /** Inferences per second of what it found; 0 where nothing fits the memories. */
  readonly throughput: number;
  readonly latencySeconds: number;
  /** Where the power of every place is known. */
  readonly energyJoules?: number;
  /** Trial at which its answer was first seen, from 1. */
  readonly bestTrial: number;
  /** Trial time of the whole run. */
  readonly elapsedSeconds: number;
}

/** Quality of the best so far over the runs of an explorer, an entry for each place of the axis. */
export interface QualityBand {
  readonly lowerQuartile: readonly number[];
  readonly median: readonly number[];
  readonly upperQuartile: readonly number[];
  /** Where its longest run ended; later entries stay as they were. */
  readonly end: number;
}

/** A measure by which another explorer does better, beyond what chance explains. */
export interface Loss {
  readonly measure: MeasureName;
  /** Name of the explorer that leads by it. */
  readonly to: string;
  /** Geometric mean of this explorer / that of the leader; null where the leader's is 0. */
  readonly ratio: number | null;
}

/** One explorer with all its runs. */
export interface ComparedExplorer extends Readonly<Record<MeasureName, Spread>> {
  readonly name: string;
  readonly title: string;
  /** Options as used, beside the seed. */
  readonly options: Readonly<Record<string, string | number>>;
  readonly runs: number;
  /** False where its one run tells all. */
  readonly usesSeed: boolean;
  /** True where it reads the times themselves, so that its trials cannot be compared. */
  readonly readsTimes: boolean;
  /** Its run of least quality. */
  readonly worst: { readonly seed: number; readonly quality: number };
  /** Over the entries of `axes.trials`. */
  readonly byTrials: QualityBand;
  /** Over the entries of `axes.seconds`. */
  readonly bySeconds: QualityBand;
  readonly losses: readonly Loss[];
}

/** What quality is a share of. */
export interface Reference {
  /** The proven optimum; a bound that nothing can be better than; or the best that any run found. */
  readonly kind: 'optimum' | 'bound' | 'best';
  /** By the objective: period or latency in seconds, or energy in joules. */
  readonly cost: number;
}

/** Several explorers on one problem: what `cnn-tuner compare --json` prints and `*.comparison.json` holds. */
export interface ComparisonResult {
  readonly kind: 'cnn-comparison';
  readonly format: 1;
  readonly network: string;
  readonly platform: string;
  readonly testbed: TuningResult['testbed'];
  readonly objective: ObjectiveResult;
  readonly maxReplicas: number;
  /** Number of configurations, an exact integer in decimal. */
  readonly spaceSize: string;
  /** Seeds of the runs, from `first` upwards. */
  readonly seeds: { readonly first: number; readonly count: number };
  /** Most trials of a run; null for no limit. */
  readonly maxTrials: number | null;
  /** Null where no run found what keeps the bounds. */
  readonly reference: Reference | null;
  /** Where best-so-far is read: trials, and seconds of trial time. */
  readonly axes: { readonly trials: readonly number[]; readonly seconds: readonly number[] };
  /** In the order of the registry. */
  readonly explorers: readonly ComparedExplorer[];
  /** Explorers that were not run, with the reason in words. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
  readonly runs: readonly ComparedRun[];
  /** True where it was stopped, and this is what was complete by then. */
  readonly cancelled?: boolean;
  /** Paths of the inputs, relative to the result's folder, where there are files. */
  readonly sources?: { readonly network?: string; readonly platform?: string };
}
