import type { TrialPoint } from './stageMapModel';

/** One tuning run of the convergence panel. */
export interface ConvergenceRun {
  /** Such as `ResNet-50 on chiplet-4f4s`, or what tells it from the other runs. */
  readonly label: string;
  /** Such as `Shisha · rank_w · lFEP · α 10 · seed 1 · analytical testbed`. */
  readonly detail: string;
  readonly trialCount: number;
  /** From 1. */
  readonly bestTrial: number;
  readonly bestThroughput: number;
  /** Throughput of the first trial: where the search began; 0 where no trace was kept. */
  readonly seedThroughput: number;
  /** Trial time until the returned configuration was first seen. */
  readonly convergenceSeconds: number;
  /** Trial time of the whole run. */
  readonly elapsedSeconds: number;
  /** Throughput of the proven optimum; null where it is not known. */
  readonly optimumThroughput: number | null;
  readonly cancelled: boolean;
  /** A sample of at most 2 000: the first, the last, the improvements, and some of the rest. */
  readonly points: readonly TrialPoint[];
}

/** Everything that the convergence panel shows. */
export interface ConvergenceModel {
  /** Such as `ResNet-50 on chiplet-4f4s`, or `3 runs`. */
  readonly title: string;
  readonly subtitle: string;
  readonly runs: readonly ConvergenceRun[];
  /** True where all runs are of one network on one platform: their throughputs can be compared. */
  readonly sameProblem: boolean;
  /** The optimum of all runs, where they have the same; null otherwise. */
  readonly sharedOptimum: number | null;
  /** What a screen reader says of the whole. */
  readonly summary: string;
}
