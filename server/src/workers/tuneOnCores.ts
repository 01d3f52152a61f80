import { join } from 'node:path';
import { highestThroughput } from '../../engine/pipeline/objective';
import type { TuneHooks } from '../../engine/explore/tune';
import {
  tuneLocally,
  type LocalTuning,
  type LocalTuningOutcome,
} from '../../runtime/testbed/tuneLocally';
import { loadProfile } from '../adapters/files';
import { withLocalModel } from '../adapters/withLocalModel';
import type { TuneInputs } from './readTuneInputs';
import type { TuneTask } from './tuneTask';

/** What is tuned, read and judged. */
type Inputs = Extract<TuneInputs, { ok: true }>;

/** Tunes on this machine's cores from a worker thread, in a process of its own. */
export async function tuneOnCores(
  { network: { path: networkPath }, profilePath }: Pick<TuneTask, 'network' | 'profilePath'>,
  { network, platform }: Inputs,
  request: LocalTuning['request'],
  hooks: TuneHooks,
): Promise<LocalTuningOutcome> {
  const profile = profilePath === null ? null : await loadProfile(profilePath);
  if (profile?.ok === false) {
    return { ok: false, message: profile.problems[0]?.problem.message ?? 'The profile cannot be read.' }; // prettier-ignore
  }
  return withLocalModel(networkPath, network, request.options.seed, (path) =>
    tuneLocally(
      {
        network,
        platform,
        model: { path, shape: null },
        profile: profile?.value ?? null,
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
