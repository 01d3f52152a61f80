import type { ServerServices } from '../../server/src/handlers/serverContext';

/** Services of a server that is not asked to tune. */
export const silentServices: ServerServices = {
  pool: {
    start: () => {
      throw new Error('No tuning was expected.');
    },
    startProfile: () => {
      throw new Error('No profile was expected.');
    },
    startReplay: () => {
      throw new Error('No replay was expected.');
    },
    importModel: () => Promise.reject(new Error('No import was expected.')),
    readProblem: () => Promise.reject(new Error('No comparison was expected.')),
    planRun: () => Promise.reject(new Error('No run was expected.')),
    runBatch: () => Promise.reject(new Error('No comparison was expected.')),
    maxThreads: 1,
    close: () => Promise.resolve(),
  },
  executors: {
    start: () => {
      throw new Error('No run was expected.');
    },
    end: () => Promise.resolve(),
    close: () => Promise.resolve(),
  },
  startStress: () => {
    throw new Error('No stress was expected.');
  },
  writeFile: () => Promise.reject(new Error('No file was expected.')),
};
