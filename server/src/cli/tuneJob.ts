import { aimTable } from '../../engine/cost/timeTable';
import type { ExplorerOptions } from '../../engine/explore/explorerOptions';
import type { ExplorerName } from '../../engine/explore/registry';
import { tune, type TuneHooks, type TuneRequest } from '../../engine/explore/tune';
import type { Objective } from '../../engine/pipeline/objective';
import type { TuningResult } from '../../protocol/tuningResult';
import type { FileProblem } from '../adapters/fileProblem';
import { loadProblem, type ProblemInput } from '../adapters/loadProblem';

/** A tuning run as plain data, for another thread. */
export interface TuneJob {
  readonly input: ProblemInput;
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
  const loaded = await loadProblem(input);
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
