import { tableOfData } from '../../engine/cost/tableData';
import { buildComparison } from '../../engine/explore/comparison/buildComparison';
import {
  comparisonPlan,
  type ComparisonRequest,
} from '../../engine/explore/comparison/comparisonPlan';
import type { RawRun } from '../../engine/explore/comparison/rawRun';
import type { ComparisonResult, Reference } from '../../protocol/comparisonResult';
import type { BatchOutcome, ComparisonProblem } from './comparisonTask';
import { SweepSignals } from './sweepSignals';
import type { TunePool } from './tunePool';

/** A comparison under way. */
export interface ComparisonRun {
  readonly signals: SweepSignals;
  /** Number of jobs: the runs, and the reference. */
  readonly jobs: number;
  /** Never rejects. */
  readonly outcome: Promise<ComparisonOutcome>;
}

/** What a comparison came to. */
export interface ComparisonOutcome {
  readonly result: ComparisonResult;
  /** Why runs are missing; null where none are, but for those that were cancelled. */
  readonly failure: string | null;
}

/** How long a thread works before it tells what it has: a tuning that comes between waits so long. */
const batchMilliseconds = 250;

/**
 * Compares explorers on all threads of a pool. Each thread takes runs until there are none left, so
 * that messages are few and no thread waits for another.
 */
export function runComparison(
  pool: Pick<TunePool, 'runBatch' | 'maxThreads'>,
  { names, table }: ComparisonProblem,
  request: ComparisonRequest,
  sources?: ComparisonResult['sources'],
): ComparisonRun {
  const { space } = tableOfData(table);
  const plan = comparisonPlan(space, request);
  const signals = new SweepSignals();
  const runs: RawRun[] = [];
  let reference: Reference | null = null;
  let failure: string | null = null;
  const batch = {
    table,
    request,
    jobs: plan.jobs,
    signals: signals.buffer,
    milliseconds: batchMilliseconds,
  };
  const lane = async (): Promise<void> => {
    for (let isLast = false; !isLast;) {
      const before = signals.taken();
      const outcome: BatchOutcome = await pool.runBatch(batch);
      if (outcome.status === 'failed') {
        failure = outcome.message;
        // A run that kills its thread is lost; a pool that cannot start a thread takes none.
        isLast = signals.shouldStop() || signals.taken() === before;
      } else {
        for (const run of outcome.runs) runs.push(run);
        if (outcome.reference !== undefined) reference = outcome.reference;
        ({ isLast } = outcome);
      }
    }
  };
  const jobs = plan.jobs.length + 1;
  const all = Array.from({ length: Math.min(pool.maxThreads, jobs) }, lane);
  const outcome = Promise.all(all).then(() => {
    const cancelled = signals.shouldStop();
    const parts = { names, space, request, plan, reference, runs, cancelled };
    return { result: buildComparison({ ...parts, ...(sources && { sources }) }), failure };
  });
  return { signals, jobs, outcome };
}
