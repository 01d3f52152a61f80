import { Option, type Command } from 'commander';
import { explorerFacts } from '../../../engine/explore/explorerFacts';
import type { TuneVerbOptions } from '../actions/tune';
import { addTuningOptions } from '../tuningOptions';
import {
  inputOption,
  inputShape,
  wholeNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';

/** Declares `tune`. */
export function addTune(program: Command, context: VerbContext): void {
  const command = program
    .command('tune')
    .summary('find a pipeline for a network on a platform')
    .description(
      'Finds which consecutive layers form a stage and which execution place runs it, so that the ' +
        'slowest stage is as fast as possible. Ctrl-C ends the search with what was found so far.',
    )
    .usage(
      '<network> --platform <file> [options]\n       cnn-tuner tune --profile <file> [options]',
    )
    .argument('[network]', 'a .cnn.yaml or .onnx file')
    .option('-p, --platform <file>', 'the .platform.yaml file to tune for')
    .option('--profile <file>', 'times of layers on places: a .profile.json file')
    .addOption(
      new Option('--explorer <name>', 'the algorithm')
        .choices(Object.keys(explorerFacts))
        .default('shisha'),
    )
    .option('--trials <n>', 'most trials', wholeNumber(1))
    .addOption(
      new Option('--testbed <name>', 'what runs a trial').choices([
        'analytical',
        'profile',
        'local',
      ]),
    )
    .option(
      '--queries <n>',
      'queries of a trial on local cores (default: half a second’s)',
      wholeNumber(2),
    )
    .option(...inputOption, inputShape)
    .option('-o, --output <file>', 'save the result as a .tuning.json file')
    .option('--no-trace', 'leave single trials out of the result')
    .option('--no-optimum', 'do not prove how far from the optimum the result is')
    .action(async (network: string | undefined, options: TuneVerbOptions) => {
      const { tuneVerb } = await import('../actions/tune');
      context.finish(await tuneVerb(network, options, command, context));
    });
  withExamples(withJson(addTuningOptions(command, ['pareto'])), [
    ['A picture of the best pipeline', 'tune resnet-50.cnn.yaml -p chiplet-4f4s.platform.yaml'],
    ['More patience, saved', 'tune net.onnx -p board.platform.yaml --alpha 50 -o net.tuning.json'],
    ['What there is to choose from', 'tune net.onnx -p board.platform.yaml --objective pareto'],
    ['On this machine’s cores', 'tune net.onnx -p this.platform.yaml --testbed local'],
    ['From measured times', 'tune --profile board.profile.json --json | jq .best.throughput'],
  ]);
}
