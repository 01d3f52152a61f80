import { aimTable } from '../../engine/cost/timeTable';
import type { ExplorerOptions } from '../../engine/explore/explorerOptions';
import type { ExplorerName } from '../../engine/explore/registry';
import { tune, type TuneHooks, type TuneRequest } from '../../engine/explore/tune';
import { analyticalProblem, type TuningProblem } from '../../engine/explore/tuningProblem';
import type { Objective } from '../../engine/pipeline/objective';
import type { Shape } from '../../protocol/layersResult';
import type { TuningResult } from '../../protocol/tuningResult';
import { wholeFileProblem } from '../adapters/fileProblem';
import {
  loadNetwork,
  loadPlatform,
  loadProfile,
  type FileProblem,
  type Loaded,
} from '../adapters/files';

/** Files that say what is tuned. */
export type TuneInput =
  | { readonly kind: 'profile'; readonly profile: string }
  | {
      readonly kind: 'analytical';
      readonly network: string;
      readonly platform: string;
      readonly shape: Shape | null;
    };

/** A tuning run as plain data, for another thread. */
export interface TuneJob {
  readonly input: TuneInput;
  readonly explorer: ExplorerName;
  readonly options: ExplorerOptions;
  readonly objective: Objective;
  readonly maxReplicas: number;
  readonly maxTrials: number | null;
  readonly trace: boolean;
  readonly optimum: boolean;
  readonly sources: TuningResult['sources'] | null;
}

/** What came of a job, as plain data: the result is null where the input has errors. */
export interface TuneAnswer {
  readonly result: TuningResult | null;
  readonly problems: readonly FileProblem[];
}

/** Reads a job's files and tunes. */
export async function tuneJob(job: TuneJob, hooks: TuneHooks): Promise<TuneAnswer> {
  const { input, explorer, options, maxTrials, trace, optimum, sources } = job;
  const loaded = await (input.kind === 'profile' ? fromProfile(input.profile) : fromNetwork(input));
  const { problems } = loaded;
  if (!loaded.ok) return { result: null, problems };
  const { table, names } = loaded.value;
  const request: TuneRequest = {
    ...names,
    explorer,
    options,
    trace,
    optimum,
    ...(maxTrials !== null && { maxTrials }),
    ...(sources && { sources }),
  };
  const aimed = aimTable(table, job.objective, job.maxReplicas);
  return { result: tune(aimed, request, hooks), problems };
}

async function fromProfile(path: string): Promise<Loaded<TuningProblem>> {
  const profile = await loadProfile(path);
  if (!profile.ok) return profile;
  const { network, platform, table } = profile.value;
  return { ...profile, value: { table, names: { network, platform, testbed: 'profile' } } };
}

async function fromNetwork(
  input: Extract<TuneInput, { kind: 'analytical' }>,
): Promise<Loaded<TuningProblem>> {
  const network = await loadNetwork(input.network, input.shape ? { input: input.shape } : {});
  const platform = await loadPlatform(input.platform);
  const problems = [...network.problems, ...platform.problems];
  if (!network.ok || !platform.ok) return { ok: false, problems };
  const problem = analyticalProblem(network.value, platform.value);
  problems.push(...problem.problems.map((found) => wholeFileProblem(input.platform, found)));
  return problem.ok ? { ...problem, problems } : { ok: false, problems };
}
