import { join } from 'node:path';
import { aimTable } from '../../engine/cost/timeTable';
import type { ExplorerOptions } from '../../engine/explore/explorerOptions';
import type { ExplorerName } from '../../engine/explore/explorerFacts';
import { tune, type TuneHooks } from '../../engine/explore/tune';
import { tuneFront } from '../../engine/explore/tuneFront';
import type { Objective } from '../../engine/pipeline/objective';
import { objectiveRefusal } from '../../engine/pipeline/objectiveRefusal';
import type { TuningResult } from '../../protocol/tuningResult';
import { tuneLocally } from '../../runtime/testbed/tuneLocally';
import type { FileProblem } from '../adapters/fileProblem';
import { loadNetwork, loadPlatform, loadProfile } from '../adapters/files';
import { loadProblem, type ProblemInput } from '../adapters/loadProblem';
import { withLocalModel } from '../adapters/withLocalModel';

/** A tuning run as plain data, for another thread. */
export interface TuneJob {
  readonly input: ProblemInput;
  readonly explorer: ExplorerName;
  readonly options: ExplorerOptions;
  readonly objective: Objective;
  /** True where the whole front is looked for, not one objective. */
  readonly front: boolean;
  readonly maxReplicas: number;
  readonly maxTrials: number | null;
  readonly trace: boolean;
  readonly optimum: boolean;
  readonly sources: TuningResult['sources'] | null;
  /** Where trials run on this machine's cores; null where they are computed. */
  readonly local: LocalOptions | null;
}

/** How trials run on this machine's cores. */
export interface LocalOptions {
  /** A profile that explorers may read; null for none. */
  readonly profile: string | null;
  /** Queries of a trial; null for as many as take about half a second. */
  readonly queries: number | null;
}

/** What came of a job, as plain data: the result is null where there is none. */
export interface TuneAnswer {
  readonly result: TuningResult | null;
  readonly problems: readonly FileProblem[];
  /** What is to be said besides: of a local run, or why there is none. */
  readonly notes: readonly string[];
}

/** Reads a job's files and tunes. @param bundles folder that holds executor.js. */
export async function tuneJob(
  job: TuneJob,
  bundles: string,
  hooks: TuneHooks,
): Promise<TuneAnswer> {
  if (job.local !== null) return tuneOnCores(job, job.local, bundles, hooks);
  const loaded = await loadProblem(job.input);
  const { problems } = loaded;
  if (!loaded.ok) return { result: null, problems, notes: [] };
  const { table, names } = loaded.value;
  const aimed = aimTable(table, job.objective, job.maxReplicas);
  const refusal = objectiveRefusal(job.objective.goal, table.space);
  if (refusal !== null) return refused(problems, [refusal]);
  if (job.front) return { ...tuneFront(aimed, { ...names, ...requestOf(job) }, hooks), problems };
  return { result: tune(aimed, { ...names, ...requestOf(job) }, hooks), problems, notes: [] };
}

function requestOf(job: TuneJob) {
  const { explorer, options, maxTrials, trace, optimum, sources } = job;
  return {
    explorer,
    options,
    trace,
    optimum,
    ...(maxTrials !== null && { maxTrials }),
    ...(sources && { sources }),
  };
}

async function tuneOnCores(
  job: TuneJob,
  { profile: profilePath, queries }: LocalOptions,
  bundles: string,
  hooks: TuneHooks,
): Promise<TuneAnswer> {
  const { input, objective, maxReplicas } = job;
  if (input.kind === 'profile') return refused([], ['Local cores run a network.']);
  const network = await loadNetwork(input.network, input.shape ? { input: input.shape } : {});
  const platform = await loadPlatform(input.platform);
  const profile = profilePath === null ? null : await loadProfile(profilePath);
  const problems = [...network.problems, ...platform.problems, ...(profile?.problems ?? [])];
  if (!network.ok || !platform.ok || profile?.ok === false) return refused(problems);
  const tuning = {
    network: network.value,
    platform: platform.value,
    profile: profile?.value ?? null,
    objective,
    maxReplicas,
    queries,
    executorFile: join(bundles, 'executor.js'),
    request: requestOf(job),
  };
  return withLocalModel(input.network, network.value, job.options.seed, async (path) => {
    const model = { path, shape: input.shape };
    const outcome = await tuneLocally({ ...tuning, model }, hooks);
    if (!outcome.ok) return refused(problems, [outcome.message]);
    return { result: outcome.result, problems, notes: outcome.notes };
  });
}

function refused(problems: readonly FileProblem[], notes: readonly string[] = []): TuneAnswer {
  return { result: null, problems, notes };
}
