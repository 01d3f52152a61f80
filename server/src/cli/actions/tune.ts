import type { Command } from 'commander';
import { buildStageMap } from '../../../engine/explore/buildStageMap';
import type { ExplorerName } from '../../../engine/explore/explorerFacts';
import { localRefusal } from '../../../runtime/testbed/localRefusal';
import type { TuningResult } from '../../../protocol/tuningResult';
import type { ProblemInput } from '../../adapters/loadProblem';
import { frontText } from '../frontText';
import { jsonText, type ExitCode, type Io } from '../io';
import { inputFiles, problemInput, sourcesFrom, type ProblemOptions } from '../problemInput';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';
import { stageMapText } from '../stageMapText';
import type { TuneJob } from '../tuneJob';
import { runTuneJob } from '../tuneThread';
import { explorerOptionsOf, objectiveOf, type TuningOptions } from '../tuningOptions';
import type { VerbContext } from '../verbContext';

/** Options of `tune`. */
export interface TuneVerbOptions extends CommonOptions, TuningOptions, ProblemOptions {
  readonly explorer: ExplorerName;
  readonly trials?: number;
  readonly output?: string;
  readonly trace: boolean;
  readonly optimum: boolean;
  readonly queries?: number;
}

/** Tunes, prints the stage map or the JSON document, and saves the result where that is wanted. */
export async function tuneVerb(
  network: string | undefined,
  options: TuneVerbOptions,
  command: Command,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const input = problemInput(network, options);
  if (typeof input === 'string') return command.error(`error: ${input}`, { exitCode: 2 });
  const refusal = frontMistake(options, command) ?? localMistake(options);
  if (refusal !== null) return command.error(`error: ${refusal}`, { exitCode: 2 });
  const { result, problems, notes } = await runTuneJob(tuneJob(input, options), bundles, io);
  if (result === null && notes.length === 0) return reportFailure(io, options, inputFiles(input), problems); // prettier-ignore
  reportWarnings(io, problems);
  for (const note of notes) io.err(`${note}\n`);
  if (result === null) return 1;
  const { failure } = result;
  if (failure !== undefined) io.err(`${failure}\n`);
  const found = result.best.stages.length > 0;
  const code = found ? await publish(result, options, io) : 1;
  if (failure !== undefined) return 1;
  if (!found) io.err(noFit(result));
  if (result.resumeFrom !== undefined && result.trials > 0) {
    io.err(`Not all configurations were tried. To go on: --from ${result.resumeFrom}\n`);
  }
  return result.cancelled === true && (!found || code === 0) ? 130 : code;
}

/** What is wrong with options beside a front, in words; null for nothing. */
function frontMistake(options: TuneVerbOptions, command: Command): string | null {
  if (options.objective !== 'pareto') return null;
  if (options.testbed === 'local') return 'a front needs the times: leave --testbed local out';
  if (options.minThroughput !== undefined || options.maxLatencyMs !== undefined) {
    return 'a front has no bounds: leave --min-throughput and --max-latency-ms out';
  }
  const chosen = command.getOptionValueSource('explorer') === 'cli';
  if (!chosen || options.explorer === 'optimum') return null;
  return 'only --explorer optimum finds a front: leave --explorer out';
}

/** What is wrong with options that belong to local cores, in words; null for nothing. */
function localMistake({ testbed, explorer, profile, replicas, queries }: TuneVerbOptions) {
  if (testbed === 'local') return localRefusal(explorer, profile !== undefined, replicas);
  return queries === undefined ? null : '--queries belongs to --testbed local';
}

function tuneJob(input: ProblemInput, options: TuneVerbOptions): TuneJob {
  const { explorer, trials, json, output, optimum } = options;
  // Only a document has a trace: without one a run of any length needs no more memory.
  const trace = options.trace && (json === true || output !== undefined);
  return {
    input,
    explorer,
    options: explorerOptionsOf(options),
    objective: objectiveOf(options),
    front: options.objective === 'pareto',
    maxReplicas: options.replicas,
    maxTrials: trials ?? null,
    trace,
    optimum,
    sources: sourcesFrom(output, input),
    local:
      options.testbed === 'local'
        ? { profile: options.profile ?? null, queries: options.queries ?? null }
        : null,
  };
}

async function publish(result: TuningResult, options: TuneVerbOptions, io: Io): Promise<ExitCode> {
  const { json, output } = options;
  const text = json || output !== undefined ? jsonText(result) : '';
  // Printed first: what cannot be saved is not lost.
  io.out(json ? text : resultText(result, io));
  return output === undefined ? 0 : saveFile(io, output, text, '.tuning.json');
}

function resultText(result: TuningResult, { stdout }: Io): string {
  if (result.front !== undefined) return frontText(result, result.front, stdout);
  return stageMapText(buildStageMap(result), stdout);
}

/** Why there is no pipeline to show. */
function noFit({ network, platform, trials, cancelled, spaceSize }: TuningResult): string {
  if (trials > 0) {
    return `None of the pipelines of ${network} that were tried fits the memories of ${platform}: try another --explorer or --seed, or more trials.\n`;
  }
  if (cancelled === true) return 'Interrupted before the first trial.\n';
  return `Nothing was tried: there are only ${spaceSize} configurations.\n`;
}
