import { fail } from '../../../engine/core/result';
import { problem } from '../../../engine/core/rules';
import { buildNetwork } from '../../../engine/network/buildNetwork';
import { writeDescriptor } from '../../../engine/network/writeDescriptor';
import type { Shape } from '../../../protocol/layersResult';
import { wholeFileProblem } from '../../adapters/fileProblem';
import { fileKind } from '../../adapters/files';
import { loadOnnxGraph } from '../../adapters/loadOnnx';
import { writeJson, type ExitCode, type Io } from '../io';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';

/** Options of `import`. */
export interface ImportOptions extends CommonOptions {
  readonly output?: string;
  readonly input?: Shape;
}

/** Writes the descriptor of an ONNX model to a file or to standard output. */
export async function importModel(path: string, options: ImportOptions, io: Io): Promise<ExitCode> {
  if (fileKind(path) !== 'onnx') {
    const found = problem(
      'unknown-file',
      [],
      'Only ONNX models are imported: the name should end in .onnx.',
    );
    return reportFailure(io, options, [path], [wholeFileProblem(path, found)]);
  }
  const graph = await loadOnnxGraph(path, options.input);
  if (!graph.ok) return reportFailure(io, options, [path], graph.problems);
  // A graph without compute layers makes a descriptor that nothing could be done with.
  const network = buildNetwork(graph.value);
  if (!network.ok) {
    const found = fail(network.problems).problems.map((p) => wholeFileProblem(path, p));
    return reportFailure(io, options, [path], found);
  }
  reportWarnings(io, graph.problems);
  const descriptor = writeDescriptor(graph.value);
  const { output } = options;
  if (output !== undefined) {
    const code = await saveFile(io, output, descriptor);
    if (code !== 0) return code;
  }
  if (options.json) {
    const { name, input } = network.value;
    const layers = network.value.layers.length;
    const target = output === undefined ? { descriptor } : { file: output };
    writeJson(io, { kind: 'cnn-import', network: name, input, layers, ...target });
  } else if (output === undefined) io.out(descriptor);
  return 0;
}
