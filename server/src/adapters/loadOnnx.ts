import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fail, type Result } from '../../engine/core/result';
import { problem } from '../../engine/core/rules';
import { buildNetwork } from '../../engine/network/buildNetwork';
import type { Network } from '../../engine/network/network';
import type { Shape } from '../../protocol/layersResult';
import { wholeFileProblem, type Loaded } from './fileProblem';
import { importOnnx, type ImportedModel } from './onnx/importOnnx';
import { withFileSource } from './onnx/read/byteSource';
import { explainSystemError, irregularFile } from './explainSystemError';

/** A model's descriptor, and the network that both the descriptor and the model are. */
export interface LoadedModel {
  readonly descriptor: string;
  readonly network: Network;
}

/** Reads the structure of an ONNX model; `input` says the dimensions that the model leaves open. */
export function loadOnnx(path: string, input?: Shape): Loaded<LoadedModel> {
  const result = readModelFile(path, input);
  return { ...result, problems: result.problems.map((found) => wholeFileProblem(path, found)) };
}

function readModelFile(path: string, input: Shape | undefined): Result<LoadedModel> {
  const imported = importFile(path, input);
  if (!imported.ok) return imported;
  const { descriptor, graph } = imported.value;
  const network = buildNetwork(graph);
  const problems = [...imported.problems, ...network.problems];
  return network.ok
    ? { ok: true, value: { descriptor, network: network.value }, problems }
    : fail(problems);
}

function importFile(path: string, input: Shape | undefined): Result<ImportedModel> {
  const options = { name: basename(path).replace(/\.onnx$/i, ''), ...(input && { input }) };
  try {
    // Opening a pipe would wait for somebody to write to it.
    const irregular = irregularFile(statSync(path));
    if (irregular !== null) return fail([problem('unreadable', [], irregular)]);
    return withFileSource(path, (source) => importOnnx(source, options));
  } catch (error) {
    // Only what the file system says is the user's to mend.
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reason = explainSystemError(error);
    return fail([problem('unreadable', [], `The file cannot be read: ${reason}.`)]);
  }
}
