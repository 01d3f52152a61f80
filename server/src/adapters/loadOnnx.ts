import { fail, type Result } from '../../engine/core/result';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Graph } from '../../engine/network/graph';
import type { Network } from '../../engine/network/network';
import type { Shape } from '../../protocol/layersResult';
import { wholeFileProblem, type Loaded } from './fileProblem';
import { importOnnx } from './onnx/importOnnx';

/** Reads the graph of an ONNX model; `input` says the dimensions that the model leaves open. */
export async function loadOnnxGraph(path: string, input?: Shape): Promise<Loaded<Graph>> {
  return inFile(path, await importOnnx(path, input === undefined ? {} : { input }));
}

/** Reads a network from an ONNX model. */
export async function loadOnnx(path: string, input?: Shape): Promise<Loaded<Network>> {
  const graph = await importOnnx(path, input === undefined ? {} : { input });
  if (!graph.ok) return inFile(path, fail(graph.problems));
  const network = buildNetwork(graph.value);
  return inFile(path, { ...network, problems: [...graph.problems, ...network.problems] });
}

function inFile<T>(path: string, result: Result<T>): Loaded<T> {
  return { ...result, problems: result.problems.map((found) => wholeFileProblem(path, found)) };
}
