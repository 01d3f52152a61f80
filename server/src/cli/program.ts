import { Command } from 'commander';
import type { VerbContext } from './verbContext';
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
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .addHelpText('after', '\n`cnn-tuner VERB --help` shows options and examples of a verb.')
    .exitOverride();
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
