import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  explorerFacts,
  isExplorerName,
  type ExplorerName,
} from '../../../engine/explore/explorerFacts';
import type { CompareVerbOptions } from '../actions/compare';
import { addTuningOptions } from '../tuningOptions';
import {
  inputOption,
  inputShape,
  wholeNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';

/** More seeds say no more, and their runs would fill the memory. */
const mostSeeds = 10_000;

/** Declares `compare`. */
export function addCompare(program: Command, context: VerbContext): void {
  const command = program
    .command('compare')
    .summary('compare explorers on one network and platform')
    .description(
      'Runs several explorers on the same problem over several seeds, on all cores, and tells how near ' +
        'each comes to the proven optimum, in how many trials, and how sure that is. Ctrl-C ends it with ' +
        'the runs that are complete.',
    )
    .usage(
      '<network> --platform <file> [options]\n       cnn-tuner compare --profile <file> [options]',
    )
    .argument('[network]', 'a .cnn.yaml or .onnx file')
    .option('-p, --platform <file>', 'the .platform.yaml file to compare on')
    .option('--profile <file>', 'times of layers on places: a .profile.json file')
    .option('--explorers <names>', 'which, with commas (default: all that make sense)', namesOf)
    .option('--seeds <n>', 'how many seeds, from --seed upwards', seedCount, 10)
    .option('--trials <n>', 'most trials of a run', wholeNumber(1))
    .addOption(
      new Option('--testbed <name>', 'what runs a trial').choices(['analytical', 'profile']),
    )
    .option(...inputOption, inputShape)
    .option('-o, --output <file>', 'save the comparison as a .comparison.json file')
    .addOption(new Option('--csv', 'print every run as comma-separated values').conflicts('json'))
    .action(async (network: string | undefined, options: CompareVerbOptions) => {
      const { compareVerb } = await import('../actions/compare');
      context.finish(await compareVerb(network, options, command, context));
    });
  withExamples(withJson(addTuningOptions(command)), [
    ['All that make sense', 'compare resnet-50.cnn.yaml -p chiplet-4f4s.platform.yaml'],
    ['Two of them, a table of runs', 'compare net.onnx -p board.platform.yaml --explorers shisha,hill-climbing --csv'],
    ['From measured times', 'compare --profile board.profile.json --seeds 50 -o board.comparison.json'],
  ]); // prettier-ignore
}

/** Names of explorers, separated by commas, each once. */
function namesOf(text: string): ExplorerName[] {
  const names = text.split(',').map((name) => name.trim());
  const known = Object.keys(explorerFacts).join(', ');
  return [...new Set(names)].map((name) => {
    if (isExplorerName(name)) return name;
    throw new InvalidArgumentError(`There is no explorer "${name}"; known: ${known}.`);
  });
}

function seedCount(text: string): number {
  const count = wholeNumber(1)(text);
  if (count <= mostSeeds) return count;
  throw new InvalidArgumentError(`It must be at most ${mostSeeds}.`);
}
