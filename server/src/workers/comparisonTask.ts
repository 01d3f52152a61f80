import type { TableData } from '../../engine/cost/tableData';
import type {
  ComparisonPlan,
  ComparisonRequest,
} from '../../engine/explore/comparison/comparisonPlan';
import type { RawRun } from '../../engine/explore/comparison/rawRun';
import type { TuningProblem } from '../../engine/explore/tuningProblem';
import type { Reference } from '../../protocol/comparisonResult';
import type { TuneSource } from './tuneTask';

/** A problem as plain data: read once, so that all runs are of the same. */
export interface ComparisonProblem {
  readonly names: TuningProblem['names'];
  readonly table: TableData;
}

/** What a worker needs to read a problem. Plain data only. */
export interface ReadProblemTask {
  readonly network: TuneSource;
  readonly platform: TuneSource;
}

/** What a worker gives back. Plain data only. */
export type ReadProblemOutcome =
  | { readonly status: 'read'; readonly problem: ComparisonProblem }
  | { readonly status: 'failed'; readonly message: string };

/** A share of the runs of a comparison. Plain data only. */
export interface ComparisonBatch {
  readonly table: TableData;
  readonly request: ComparisonRequest;
  readonly jobs: ComparisonPlan['jobs'];
  /** Memory of {@link SweepSignals}. Job 0 is the reference, job k the k-th of `jobs`. */
  readonly signals: SharedArrayBuffer;
  /** After this long no further job is begun. */
  readonly milliseconds: number;
}

/** What a worker gives back. Plain data only. */
export type BatchOutcome =
  | {
      readonly status: 'ran';
      readonly runs: readonly RawRun[];
      /** Absent where another thread solved it. */
      readonly reference?: Reference | null;
      /** True where there is no job left, or none is to be begun. */
      readonly isLast: boolean;
    }
  | { readonly status: 'failed'; readonly message: string };
