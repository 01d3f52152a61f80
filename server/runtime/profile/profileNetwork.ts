import { availableParallelism, cpus } from 'node:os';
import type { ProfileFile } from '../../engine/cost/profileSchema';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';
import type { Shape } from '../../protocol/layersResult';
import { withTemporaryFolder } from '../../src/adapters/temporaryFolder';
import { withCores } from '../withCores';
import { LocalExecutor } from '../executor/localExecutor';
import {
  measureClasses,
  type ClassTimes,
  type MeasureOutcome,
  type RuntimeFacts,
} from './measureClasses';
import { isSettled } from './medianInterval';
import { localClasses } from './localClasses';
import { profileFile, timesLeft } from './profileFile';
import { stopWatch } from '../stopWatch';

/** What to measure, and for how long. */
export interface ProfileJob {
  readonly network: Network;
  readonly platform: Platform;
  readonly model: { readonly path: string; readonly shape: Shape | null };
  /** The bundled executorMain. */
  readonly executorFile: string;
  /** How long, beside starting; an interval that is wide then stays so. */
  readonly budgetSeconds: number;
  /** What the same command left, if it was interrupted. */
  readonly before: ProfileFile | null;
}

/** How far measuring is. */
export interface ProfileProgress {
  /** Layers × kinds of places, and those of them whose times are settled. */
  readonly wanted: number;
  readonly settled: number;
}

/** Listeners of measuring. */
export interface ProfileHooks {
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: ProfileProgress) => void;
  /** Told now and then of what is known, to be saved; a rejection ends measuring. */
  readonly onPart: (profile: ProfileFile) => Promise<void>;
}

/** A profile, or why there is none, in words. */
export interface ProfileOutcome {
  /** Null where nothing was measured. */
  readonly profile: ProfileFile | null;
  readonly ended: MeasureOutcome['ended'];
  readonly failure: string | null;
}

/** The processor of this machine and how many of its cores may be used. */
export function machineName(): string {
  return `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores`;
}

/** Measures a network's layers on the cores of a platform that describes this machine. */
export async function profileNetwork(
  job: ProfileJob,
  hooks: ProfileHooks,
): Promise<ProfileOutcome> {
  const cores = localClasses(job.platform).flatMap((one) => one.cores ?? []);
  const outcome = await withCores(cores, () =>
    withTemporaryFolder(async (folder) => {
      const executor = LocalExecutor.start(job.executorFile);
      const endWatch = stopWatch(hooks.shouldStop, () => void executor.stop());
      try {
        return await measureOn(executor, folder, job, hooks);
      } finally {
        endWatch();
        await executor.stop();
      }
    }),
  );
  if (typeof outcome !== 'string') return outcome;
  return { profile: null, ended: 'failed', failure: outcome };
}

async function measureOn(
  executor: LocalExecutor,
  folder: string,
  { network, platform, model, budgetSeconds, before }: ProfileJob,
  { shouldStop, onProgress, onPart }: ProfileHooks,
): Promise<ProfileOutcome> {
  const machine = machineName();
  const classes = localClasses(platform);
  const problem = { network, platform, classes };
  const fileOf = (times: readonly ClassTimes[], facts: RuntimeFacts, unfinished: boolean) => {
    const { unpinned, runtime } = facts;
    const onnxruntime = runtime || before?.versions?.['onnxruntime'];
    const versions = { node: process.versions.node, ...(onnxruntime !== undefined && { onnxruntime }) }; // prettier-ignore
    const date = new Date().toISOString();
    return profileFile({ ...problem, times }, { machine, date, versions, unpinned, unfinished });
  };
  const outcome = await measureClasses(
    classes,
    timesLeft(before, problem, machine),
    budgetSeconds,
    (cores, seconds) => executor.measure({ model, cores, seconds, folder }),
    {
      clock: () => performance.now() / 1e3,
      shouldStop,
      onSlice: async (times, facts) => {
        onProgress(progressOf(times, network.layers.length));
        const part = fileOf(times, facts, true);
        if (part !== null) await onPart(part);
      },
    },
  );
  const unfinished = outcome.ended === 'stopped' || outcome.ended === 'failed';
  return { ...outcome, profile: fileOf(outcome.times, outcome, unfinished) };
}

function progressOf(times: readonly ClassTimes[], layers: number): ProfileProgress {
  const settled = times.reduce((sum, own) => sum + (own?.filter(isSettled).length ?? 0), 0);
  return { wanted: times.length * layers, settled };
}
