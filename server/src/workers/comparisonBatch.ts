import { tableOfData } from '../../engine/cost/tableData';
import { rawRun, type RawRun } from '../../engine/explore/comparison/rawRun';
import { solveReference } from '../../engine/explore/comparison/reference';
import type { Reference } from '../../protocol/comparisonResult';
import type { BatchOutcome, ComparisonBatch } from './comparisonTask';
import { SweepSignals } from './sweepSignals';

/** Makes runs of a comparison in a worker thread until its time is up or there are none left. */
export function comparisonBatch(batch: ComparisonBatch): BatchOutcome {
  const { request, jobs } = batch;
  const table = tableOfData(batch.table);
  const signals = new SweepSignals(batch.signals);
  const shouldStop = () => signals.shouldStop();
  const clock = () => performance.now() / 1000;
  const until = performance.now() + batch.milliseconds;
  const runs: RawRun[] = [];
  let solved: { reference?: Reference | null } = {};
  do {
    const index = shouldStop() ? Infinity : signals.take();
    const job = jobs[index - 1];
    if (index === 0) {
      solved = { reference: solveReference(table, { shouldStop }) };
    } else if (job === undefined) {
      return { status: 'ran', runs, ...solved, isLast: true };
    } else {
      const options = { ...request.options, seed: job.seed };
      const hooks = { maxTrials: request.maxTrials, shouldStop, clock };
      runs.push(rawRun(table, job.explorer, options, hooks));
    }
    signals.finish();
  } while (performance.now() < until);
  return { status: 'ran', runs, ...solved, isLast: false };
}
