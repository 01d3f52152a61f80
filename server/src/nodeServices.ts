import { join } from 'node:path';
import { writeWhole } from './adapters/writeWhole';
import type { ServerServices } from './handlers/serverContext';
import { ExecutorProcesses } from './workers/executorProcesses';
import { TunePool } from './workers/tunePool';

/** The server's services on this machine. @param bundles folder that holds tuneWorker.js and executor.js. */
export function nodeServices(bundles: string): ServerServices {
  return {
    pool: new TunePool(join(bundles, 'tuneWorker.js')),
    executors: new ExecutorProcesses(join(bundles, 'executor.js')),
    writeFile: writeWhole,
  };
}
