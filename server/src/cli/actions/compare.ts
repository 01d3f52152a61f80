import { join } from 'node:path';
import type { Command } from 'commander';
import { formatCount } from '../../../engine/core/units';
import { aimTable } from '../../../engine/cost/timeTable';
import { tableData } from '../../../engine/cost/tableData';
import { comparisonCsv } from '../../../engine/explore/comparison/comparisonCsv';
import { comparisonModel } from '../../../engine/explore/comparison/comparisonModel';
import type { ComparisonRequest } from '../../../engine/explore/comparison/comparisonPlan';
import type { ExplorerName } from '../../../engine/explore/explorerFacts';
import { objectiveRefusal } from '../../../engine/pipeline/objectiveRefusal';
import type { ComparisonResult } from '../../../protocol/comparisonResult';
import { loadProblem } from '../../adapters/loadProblem';
import { runComparison, type ComparisonOutcome } from '../../workers/runComparison';
import type { ComparisonProblem } from '../../workers/comparisonTask';
import { TunePool } from '../../workers/tunePool';
import { comparisonText } from '../comparisonText';
import { jsonText, type ExitCode, type Io } from '../io';
import { inputFiles, problemInput, sourcesFrom, type ProblemOptions } from '../problemInput';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';
import { explorerOptionsOf, objectiveOf, type TuningOptions } from '../tuningOptions';
import type { VerbContext } from '../verbContext';
import { watchedWork } from '../watchedWork';

/** Options of `compare`. */
export interface CompareVerbOptions extends CommonOptions, TuningOptions, ProblemOptions {
  readonly explorers?: readonly ExplorerName[];
  readonly seeds: number;
  readonly trials?: number;
  readonly output?: string;
  readonly csv?: boolean;
}

/** Compares explorers, prints a table or a document, and saves it where that is wanted. */
export async function compareVerb(
  network: string | undefined,
  options: CompareVerbOptions,
  command: Command,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const input = problemInput(network, options);
  if (typeof input === 'string') return command.error(`error: ${input}`, { exitCode: 2 });
  const loaded = await loadProblem(input);
  if (!loaded.ok) return reportFailure(io, options, inputFiles(input), loaded.problems);
  reportWarnings(io, loaded.problems);
  const { names, table } = loaded.value;
  const objective = objectiveOf(options);
  const refusal = objectiveRefusal(objective.goal, table.space);
  if (refusal !== null) {
    io.err(`${refusal}\n`);
    return 1;
  }
  const aimed = aimTable(table, objective, options.replicas);
  const problem = { names, table: tableData(aimed) };
  const { result, failure } = await compared(problem, requestOf(options), bundles, io);
  if (failure !== null) io.err(`Some runs are missing. ${failure}\n`);
  if (result.runs.length === 0) {
    io.err(result.cancelled ? 'Interrupted before a run was complete.\n' : 'There is no run.\n');
    return result.cancelled ? 130 : 1;
  }
  const sources = sourcesFrom(options.output, input);
  const code = await publish({ ...result, ...(sources && { sources }) }, options, io);
  return code || (failure !== null ? 1 : result.cancelled === true ? 130 : 0);
}

function requestOf(options: CompareVerbOptions): ComparisonRequest {
  return {
    explorers: options.explorers ?? null,
    options: explorerOptionsOf(options),
    seeds: options.seeds,
    maxTrials: options.trials ?? null,
  };
}

/** Runs the comparison on all cores, with progress, until it ends or Ctrl-C ends it. */
async function compared(
  problem: ComparisonProblem,
  request: ComparisonRequest,
  bundles: string,
  io: Io,
): Promise<ComparisonOutcome> {
  const pool = new TunePool(join(bundles, 'cliPoolWorker.js'));
  const { signals, jobs, outcome } = runComparison(pool, problem, request);
  const read = () => ({
    done: signals.done(),
    words: `${formatCount(signals.done())} of ${formatCount(jobs)} runs`,
  });
  try {
    return await watchedWork(outcome, signals, jobs, read, io);
  } finally {
    await pool.close();
  }
}

async function publish(
  result: ComparisonResult,
  { json, csv, output }: CompareVerbOptions,
  io: Io,
): Promise<ExitCode> {
  const text = json || output !== undefined ? jsonText(result) : '';
  // Printed first: what cannot be saved is not lost.
  if (json) io.out(text);
  else io.out(csv ? comparisonCsv(result) : comparisonText(comparisonModel(result), io.stdout));
  return output === undefined ? 0 : saveFile(io, output, text, '.comparison.json');
}
