import { join } from 'node:path';
import { highestThroughput } from '../../engine/pipeline/objective';
import type { TuneHooks } from '../../engine/explore/tune';
import {
  tuneLocally,
  type LocalTuning,
  type LocalTuningOutcome,
} from '../../runtime/testbed/tuneLocally';
import { withLocalModel } from '../adapters/localModel';
import type { TuneInputs } from './readTuneInputs';

/** What is tuned, read and judged. */
type Inputs = Extract<TuneInputs, { ok: true }>;

/** Tunes on this machine's cores from a worker thread, in a process of its own. */
export function tuneOnCores(
  networkPath: string,
  { network, platform }: Inputs,
  request: LocalTuning['request'],
  hooks: TuneHooks,
): Promise<LocalTuningOutcome> {
  return withLocalModel(networkPath, network, request.options.seed, (path) =>
    tuneLocally(
      {
        network,
        platform,
        model: { path, shape: null },
        profile: null,
        objective: highestThroughput,
        maxReplicas: 1,
        queries: null,
        executorFile: join(__dirname, 'executor.js'),
        request,
      },
      hooks,
    ),
  );
}
