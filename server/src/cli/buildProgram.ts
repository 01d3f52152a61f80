import { Command } from 'commander';
import { refuseFiles } from './refuseFiles';
import { encodable } from './plainText';
import { withExamples, type VerbContext } from './verbContext';
import { addCheck } from './verbs/check';
import { addCompare } from './verbs/compare';
import { addCompletion } from './verbs/completion';
import { addExport } from './verbs/exportOnnx';
import { addImport } from './verbs/importOnnx';
import { addLayers } from './verbs/layers';
import { addLsp } from './verbs/lsp';
import { addPlatform } from './verbs/platform';
import { addProfile } from './verbs/profile';
import { addReplay } from './verbs/replay';
import { addRun } from './verbs/run';
import { addTune } from './verbs/tune';

/** The command line: verbs, options and help. What a verb does is loaded when it is used. */
export function buildProgram(context: VerbContext): Command {
  const { io } = context;
  const program = new Command('cnn-tuner')
    .description('Finds good pipelines for CNN inference on heterogeneous multicores.')
    .version(context.version)
    .showHelpAfterError('(add --help for what is possible)')
    .configureHelp({
      helpWidth: Math.min(100, io.stdout.columns),
      styleTitle: io.stdout.colors.bold,
    })
    .configureOutput({
      writeOut: (text) => io.out(encodable(text, io.stdout.unicode)),
      writeErr: (text) => io.err(text),
    })
    .hook('preAction', (_program, verb) => refuseFiles(verb))
    .exitOverride();
  withExamples(program, [
    ['Tune a network for a platform', 'tune resnet-50.cnn.yaml -p chiplet-4f4s.platform.yaml'],
    ['The same for a model and this machine', 'platform -o this.platform.yaml && cnn-tuner tune net.onnx -p this.platform.yaml'],
    ['Options and examples of a verb', 'tune --help'],
  ]); // prettier-ignore
  for (const add of [
    addCheck,
    addImport,
    addExport,
    addLayers,
    addPlatform,
    addTune,
    addCompare,
    addProfile,
    addRun,
    addReplay,
    addLsp,
    addCompletion,
  ]) {
    add(program, context);
  }
  return program;
}
