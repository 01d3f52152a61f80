import type { Shape } from '../../../protocol/layersResult';
import { loadNetwork, placeNetworkProblems } from '../../adapters/files';
import { exportedModel } from '../../adapters/onnx/write/exportModel';
import { writeJson, type ExitCode, type Io } from '../io';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';

/** Options of `export`. */
export interface ExportOptions extends CommonOptions {
  readonly output: string;
  readonly seed: number;
  readonly input?: Shape;
}

/** Writes a network as an ONNX model with seeded weights. */
export async function exportNetwork(
  path: string,
  options: ExportOptions,
  io: Io,
): Promise<ExitCode> {
  const { output: file, seed, input } = options;
  const network = await loadNetwork(path, input ? { input } : {});
  if (!network.ok) return reportFailure(io, options, [path], network.problems);
  reportWarnings(io, network.problems);
  const model = exportedModel(network.value, seed);
  if (!model.ok) {
    const problems = await placeNetworkProblems(path, model.problems);
    return reportFailure(io, options, [path], problems);
  }
  const { length: bytes, pieces } = model.value;
  const code = await saveFile(io, file, pieces(), '.onnx');
  if (code !== 0) return code;
  if (options.json) {
    const { name, layers } = network.value;
    writeJson(io, { kind: 'cnn-export', network: name, file, layers: layers.length, seed, bytes });
  }
  return 0;
}
