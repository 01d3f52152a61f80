import { fail, type Result } from '../../engine/core/result';
import { readProfile, type ProfileTable } from '../../engine/cost/readProfile';
import { readTuning } from '../../engine/explore/readTuning';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Network } from '../../engine/network/network';
import { readDescriptor } from '../../engine/network/readDescriptor';
import type { Platform } from '../../engine/platform/platform';
import { readPlatform } from '../../engine/platform/readPlatform';
import type { Shape } from '../../protocol/layersResult';
import type { Problem } from '../../protocol/problem';
import type { TuningResult } from '../../protocol/tuningResult';
import { fileKind, unknownFile } from './fileKind';
import { wholeFileProblem, type FileProblem, type Loaded } from './fileProblem';
import { loadJson, loadYaml, placeProblems } from './loadText';

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
