import { problem } from '../../../engine/core/rules';
import type { Shape } from '../../../protocol/layersResult';
import { wholeFileProblem, type Loaded } from '../../adapters/fileProblem';
import { fileKind } from '../../adapters/fileKind';
import { loadOnnx, type LoadedModel } from '../../adapters/loadOnnx';
import { writeJson, type ExitCode, type Io } from '../io';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';

/** Options of `import`. */
export interface ImportOptions extends CommonOptions {
  readonly output?: string;
  readonly input?: Shape;
}

/** Writes the descriptor of an ONNX model to a file or to standard output. */
export async function importModel(path: string, options: ImportOptions, io: Io): Promise<ExitCode> {
  const { json, output } = options;
  const model = fileKind(path) === 'onnx' ? loadOnnx(path, options.input) : notOnnx(path);
  if (!model.ok) return reportFailure(io, options, [path], model.problems);
  reportWarnings(io, model.problems);
  const { descriptor, network } = model.value;
  if (output !== undefined) {
    const code = await saveFile(io, output, descriptor, '.cnn.yaml');
    if (code !== 0) return code;
  }
  if (json) {
    const target = output === undefined ? { descriptor } : { file: output };
    const { name, input, layers } = network;
    writeJson(io, { kind: 'cnn-import', network: name, input, layers: layers.length, ...target });
  } else if (output === undefined) io.out(descriptor);
  return 0;
}

function notOnnx(path: string): Loaded<LoadedModel> {
  const message = 'Only ONNX models are imported: the name should end in .onnx.';
  return { ok: false, problems: [wholeFileProblem(path, problem('unknown-file', [], message))] };
}
