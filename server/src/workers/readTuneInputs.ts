import { basename } from 'node:path';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';
import type { FileProblem } from '../adapters/fileProblem';
import { loadNetwork, loadPlatform } from '../adapters/files';
import { analyse } from '../language/analysis';
import type { LocatedProblem } from '../language/locatedProblem';
import type { TuneSource } from './tuneTask';

/** Both inputs of a tuning, or why one cannot be read. */
export type TuneInputs =
  | { readonly ok: true; readonly network: Network; readonly platform: Platform }
  | { readonly ok: false; readonly message: string };

/** Reads a network and a platform, from the editor's text where there is one. */
export async function readTuneInputs(
  networkSource: TuneSource,
  platformSource: TuneSource,
): Promise<TuneInputs> {
  const network = await readNetwork(networkSource);
  if (typeof network === 'string') return { ok: false, message: network };
  const platform = await readPlatform(platformSource);
  if (typeof platform === 'string') return { ok: false, message: platform };
  return { ok: true, network, platform };
}

async function readNetwork({ path, text }: TuneSource): Promise<Network | string> {
  if (text === null) {
    const loaded = await loadNetwork(path);
    return loaded.ok ? loaded.value : firstError(loaded.problems);
  }
  const { network, problems } = analyse('network', text);
  return network ?? textProblems(path, problems);
}

async function readPlatform({ path, text }: TuneSource): Promise<Platform | string> {
  if (text === null) {
    const loaded = await loadPlatform(path);
    return loaded.ok ? loaded.value : firstError(loaded.problems);
  }
  const { platform, problems } = analyse('platform', text);
  return platform ?? textProblems(path, problems);
}

/** The first error among problems with its place, and how many there are besides. */
export function firstError(problems: readonly FileProblem[]): string {
  const errors = problems.filter(({ problem }) => problem.severity === 'error');
  return firstOf(errors.map(({ file, range, problem }) => [file, range, problem.message]));
}

function textProblems(path: string, problems: readonly LocatedProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return firstOf(errors.map(({ range, message }) => [path, range, message]));
}

type Place = readonly [file: string, range: LocatedProblem['range'] | null, message: string];

/** The first error with its place, and how many there are besides. */
function firstOf(errors: readonly Place[]): string {
  const [first] = errors;
  if (first === undefined) return 'The input cannot be read.';
  const [file, range, message] = first;
  const place = range === null ? '' : `, line ${range.start.line + 1}`;
  const others = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  return `${basename(file)}${place}: ${message}${others}`;
}
