import { join } from 'node:path';
import { StressProcess } from '../runtime/stress/stressProcess';
import { writeWhole } from './adapters/writeWhole';
import type { ServerServices } from './handlers/serverContext';
import { ExecutorProcesses } from './workers/executorProcesses';
import { TunePool } from './workers/tunePool';

/** The server's services on this machine. @param bundles folder that holds tuneWorker.js, executor.js and stress.js. */
export function nodeServices(bundles: string): ServerServices {
  return {
    pool: new TunePool(join(bundles, 'tuneWorker.js')),
    executors: new ExecutorProcesses(join(bundles, 'executor.js')),
    startStress: (task, onFailed) => new StressProcess(join(bundles, 'stress.js'), task, onFailed),
    writeFile: writeWhole,
  };
}
