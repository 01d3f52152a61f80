import { fail, type Result } from '../../engine/core/result';
import { problem } from '../../engine/core/rules';
import { readProfile, type ProfileTable } from '../../engine/cost/readProfile';
import { readComparison } from '../../engine/explore/comparison/readComparison';
import { readTuning } from '../../engine/explore/readTuning';
import { networkAdvice } from '../../engine/network/advice';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Network } from '../../engine/network/network';
import { readDescriptor } from '../../engine/network/readDescriptor';
import type { Platform } from '../../engine/platform/platform';
import { readPlatform } from '../../engine/platform/readPlatform';
import type { Shape } from '../../protocol/layersResult';
import type { Problem } from '../../protocol/problem';
import type { TuningResult } from '../../protocol/tuningResult';
import { wholeFileProblem, type FileProblem, type Loaded } from './fileProblem';
import { loadJson, loadYaml, placeProblems } from './loadText';

export { writeWhole, WriteError } from './writeWhole';
export type { FileProblem, Loaded } from './fileProblem';

/** The kinds of files that can be read, told by their names. */
export type FileKind =
  'network' | 'onnx' | 'platform' | 'interference' | 'profile' | 'tuning' | 'comparison';

const endings: readonly (readonly [RegExp, FileKind])[] = [
  [/\.cnn\.ya?ml$/i, 'network'],
  [/\.onnx$/i, 'onnx'],
  [/\.platform\.ya?ml$/i, 'platform'],
  [/\.interference\.ya?ml$/i, 'interference'],
  [/\.profile\.json$/i, 'profile'],
  [/\.tuning\.json$/i, 'tuning'],
  [/\.comparison\.json$/i, 'comparison'],
];

const jsonEndings = '.profile.json, .tuning.json or .comparison.json';

/** The kind of a file by its name; null for a name that no kind has. */
export function fileKind(path: string): FileKind | null {
  return endings.find(([ending]) => ending.test(path))?.[1] ?? null;
}

/** Reads any file of a known kind, to judge it; networks with what a tuner would say of them. */
export async function loadAny(path: string): Promise<Loaded<unknown>> {
  switch (fileKind(path)) {
    case 'network':
    case 'onnx':
      return withAdvice(path, await loadNetwork(path));
    case 'platform':
      return loadPlatform(path);
    case 'interference': {
      const { checkScenario } = await import('./checkScenario');
      return checkScenario(path);
    }
    case 'profile':
      return loadProfile(path);
    case 'tuning':
      return loadTuning(path);
    case 'comparison':
      return loadJson(path, readComparison);
    case null:
      return unknownFile(
        path,
        `.cnn.yaml, .onnx, .platform.yaml, .interference.yaml, ${jsonEndings}`,
      );
  }
}

/** Reads a network from a CNN descriptor or an ONNX model; `input` replaces its input shape. */
export async function loadNetwork(
  path: string,
  options: { readonly input?: Shape } = {},
): Promise<Loaded<Network>> {
  const { input } = options;
  const kind = fileKind(path);
  if (kind === 'onnx') {
    const { loadOnnx } = await import('./loadOnnx');
    const loaded = loadOnnx(path, input);
    return loaded.ok ? { ...loaded, value: loaded.value.network } : loaded;
  }
  if (kind !== 'network') return unknownFile(path, '.cnn.yaml or .onnx');
  return loadYaml(path, (data) => networkOf(input === undefined ? data : withInput(data, input)));
}

/** Reads a platform descriptor. */
export async function loadPlatform(path: string): Promise<Loaded<Platform>> {
  if (fileKind(path) !== 'platform') return unknownFile(path, '.platform.yaml');
  return loadYaml(path, readPlatform);
}

/** Reads a profile: measured or given times of each layer on each execution place. */
export async function loadProfile(path: string): Promise<Loaded<ProfileTable>> {
  return loadJson(path, readProfile);
}

/** Reads a saved tuning run. */
export async function loadTuning(path: string): Promise<Loaded<TuningResult>> {
  return loadJson(path, readTuning);
}

async function withAdvice(path: string, loaded: Loaded<Network>): Promise<Loaded<Network>> {
  if (!loaded.ok) return loaded;
  const advice = await placeNetworkProblems(path, networkAdvice(loaded.value));
  return { ...loaded, problems: [...loaded.problems, ...advice] };
}

/** Problems of a network with their places in its file; in a model they have none. */
export async function placeNetworkProblems(
  path: string,
  problems: readonly Problem[],
): Promise<readonly FileProblem[]> {
  if (fileKind(path) === 'network') return placeProblems(path, problems);
  return problems.map((found) => wholeFileProblem(path, { ...found, path: [] }));
}

function networkOf(data: unknown): Result<Network> {
  const graph = readDescriptor(data);
  if (!graph.ok) return fail(graph.problems);
  const network = buildNetwork(graph.value);
  return { ...network, problems: [...graph.problems, ...network.problems] };
}

function withInput(data: unknown, input: Shape): unknown {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? { ...data, input }
    : data;
}

function unknownFile<T>(path: string, wanted: string): Loaded<T> {
  const message = `The name tells no kind that can be read here: it should end in ${wanted}.`;
  return { ok: false, problems: [wholeFileProblem(path, problem('unknown-file', [], message))] };
}
