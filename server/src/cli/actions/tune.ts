import { dirname, relative, sep } from 'node:path';
import type { Command } from 'commander';
import { buildStageMap } from '../../../engine/explore/stageMap';
import type { ExplorerName } from '../../../engine/explore/registry';
import type { Shape } from '../../../protocol/layersResult';
import type { TuningResult } from '../../../protocol/tuningResult';
import { jsonText, type ExitCode, type Io } from '../io';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';
import { stageMapText } from '../stageMapText';
import type { TuneInput, TuneJob } from '../tuneJob';
import { runTuneJob } from '../tuneThread';
import { explorerOptionsOf, objectiveOf, type TuningOptions } from '../tuningOptions';
import type { VerbContext } from '../verbContext';

/** Options of `tune`. */
export interface TuneVerbOptions extends CommonOptions, TuningOptions {
  readonly platform?: string;
  readonly profile?: string;
  readonly explorer: ExplorerName;
  readonly trials?: number;
  readonly testbed?: 'analytical' | 'profile';
  readonly input?: Shape;
  readonly output?: string;
  readonly trace: boolean;
  readonly optimum: boolean;
}

/** Tunes, prints the stage map or the JSON document, and saves the result where that is wanted. */
export async function tuneVerb(
  network: string | undefined,
  options: TuneVerbOptions,
  command: Command,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const input = tuneInput(network, options);
  if (typeof input === 'string') return command.error(`error: ${input}`, { exitCode: 2 });
  const { result, problems } = await runTuneJob(tuneJob(input, options), bundles, io);
  if (result === null) return reportFailure(io, options, inputFiles(input), problems);
  reportWarnings(io, problems);
  if (result.failure !== undefined) {
    io.err(`${result.failure}\n`);
    return 1;
  }
  const found = result.best.stages.length > 0;
  const code = found ? await publish(result, options, io) : 1;
  if (!found) io.err(noFit(result));
  if (result.resumeFrom !== undefined && result.trials > 0) {
    io.err(`Not all configurations were tried. To go on: --from ${result.resumeFrom}\n`);
  }
  return result.cancelled === true && (!found || code === 0) ? 130 : code;
}

/** What is tuned: a network on a platform, or a profile; a sentence where the options say neither. */
function tuneInput(network: string | undefined, options: TuneVerbOptions): TuneInput | string {
  const { platform, profile, testbed, input } = options;
  if (profile !== undefined) {
    if (network !== undefined || platform !== undefined) {
      return 'a profile names its network and platform itself: give --profile alone';
    }
    if (input !== undefined) return '--input belongs to a network, not to a profile';
    if (testbed === 'analytical') return 'the analytical testbed needs a network and --platform';
    return { kind: 'profile', profile };
  }
  if (testbed === 'profile') return 'the profile testbed needs --profile <file>';
  if (network === undefined) return 'name a network and --platform <file>, or --profile <file>';
  if (platform === undefined) return `name the platform to tune ${network} for: --platform <file>`;
  return { kind: 'analytical', network, platform, shape: input ?? null };
}

function tuneJob(input: TuneInput, options: TuneVerbOptions): TuneJob {
  const { explorer, trials, json, output, optimum } = options;
  // Only a document has a trace: without one a run of any length needs no more memory.
  const trace = options.trace && (json === true || output !== undefined);
  return {
    input,
    explorer,
    options: explorerOptionsOf(options),
    objective: objectiveOf(options),
    maxReplicas: options.replicas,
    maxTrials: trials ?? null,
    trace,
    optimum,
    sources:
      input.kind === 'analytical' && output !== undefined ? sourcesFrom(output, input) : null,
  };
}

/** Paths of the inputs as the result's folder sees them. */
function sourcesFrom(
  output: string,
  { network, platform }: { readonly network: string; readonly platform: string },
): NonNullable<TuningResult['sources']> {
  const path = (file: string) => relative(dirname(output), file).split(sep).join('/');
  return { network: path(network), platform: path(platform) };
}

async function publish(result: TuningResult, options: TuneVerbOptions, io: Io): Promise<ExitCode> {
  const { json, output } = options;
  const text = json || output !== undefined ? jsonText(result) : '';
  // Printed first: what cannot be saved is not lost.
  io.out(json ? text : stageMapText(buildStageMap(result), io.stdout));
  return output === undefined ? 0 : saveFile(io, output, text, '.tuning.json');
}

function inputFiles(input: TuneInput): string[] {
  return input.kind === 'profile' ? [input.profile] : [input.network, input.platform];
}

/** Why there is no pipeline to show. */
function noFit({ network, platform, trials, cancelled, spaceSize }: TuningResult): string {
  if (trials > 0) {
    return `No pipeline of ${network} that was tried fits the memories of ${platform}.\n`;
  }
  if (cancelled === true) return 'Interrupted before the first trial.\n';
  return `Nothing was tried: there are only ${spaceSize} configurations.\n`;
}
