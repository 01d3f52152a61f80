import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { formatCount, formatThroughput } from '../../engine/core/units';
import { RunSignals } from '../workers/runSignals';
import type { Io } from './io';
import type { Progress } from './progress';
import type { TuneAnswer, TuneJob } from './tuneJob';
import { watchedWork } from './watchedWork';

/** What the thread is given. */
export interface TuneThreadData {
  readonly job: TuneJob;
  readonly signals: SharedArrayBuffer;
}

/**
 * Runs a job in a thread of its own, so that Ctrl-C is heard: the first asks the run to end with
 * what it has found, the second ends the process (130).
 * @param bundles folder that holds cliTuneWorker.js.
 */
export async function runTuneJob(job: TuneJob, bundles: string, io: Io): Promise<TuneAnswer> {
  const signals = new RunSignals();
  const workerData: TuneThreadData = { job, signals: signals.buffer };
  const worker = new Worker(join(bundles, 'cliTuneWorker.js'), { workerData });
  const answer = new Promise<TuneAnswer>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  return watchedWork(answer, signals, job.maxTrials, () => tuneProgress(signals), io);
}

function tuneProgress(signals: RunSignals): Progress {
  const { trial, bestThroughput } = signals.progress();
  return {
    done: trial,
    words: `${formatCount(trial)} trials, best ${formatThroughput(bestThroughput)}`,
  };
}
