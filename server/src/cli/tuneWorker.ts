import { parentPort, workerData } from 'node:worker_threads';
import { RunSignals } from '../workers/runSignals';
import { tuneJob } from './tuneJob';
import type { TuneThreadData } from './tuneThread';

/** The thread of `cnn-tuner tune`: one job, one answer. */
async function answer({ job, signals: memory }: TuneThreadData): Promise<void> {
  const signals = new RunSignals(memory);
  const found = await tuneJob(job, __dirname, {
    shouldStop: () => signals.shouldStop(),
    onProgress: (trial, bestThroughput) => signals.report(trial, bestThroughput),
  });
  parentPort?.postMessage(found);
}

// A rejection ends the thread, and reaches the main thread as an error.
void answer(workerData);
