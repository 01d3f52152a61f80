import type { Command } from 'commander';
import type { ProfileOptions } from '../actions/profile';
import {
  inputOption,
  inputShape,
  positiveNumber,
  seedNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';

/** Declares `profile`. */
export function addProfile(program: Command, context: VerbContext): void {
  const command = program
    .command('profile')
    .summary('measure the layers of a network on this machine’s cores')
    .description(
      'Measures each layer on each kind of execution place with ONNX Runtime, until the 95 % confidence ' +
        'intervals of all times are within 3 %, or the budget ends. What is known is saved as it grows: ' +
        'after Ctrl-C or a failure the same command goes on.',
    )
    .argument('<network>', 'a .cnn.yaml or .onnx file')
    .requiredOption('-p, --platform <file>', 'a .platform.yaml file whose places name real cores')
    .requiredOption('-o, --output <file>', 'the .profile.json file to write')
    .option('--budget <seconds>', 'how long to measure', positiveNumber, 60)
    .option(
      '--from-onnxruntime <file>',
      'times that ONNX Runtime wrote with profiling on, instead; or <place>=<file>, several times',
      (file: string, files: readonly string[] = []) => [...files, file],
    )
    .option('--seed <n>', 'seed of the weights of a descriptor', seedNumber, 1)
    .option(...inputOption, inputShape)
    .action(async (network: string, options: ProfileOptions) => {
      const { profileVerb } = await import('../actions/profile');
      context.finish(await profileVerb(network, options, context));
    });
  withExamples(withJson(command), [
    ['This machine', 'platform -o this.platform.yaml'],
    ['Its times', 'profile net.onnx -p this.platform.yaml -o net.profile.json'],
    ['A pipeline from them', 'tune --profile net.profile.json'],
  ]);
}
