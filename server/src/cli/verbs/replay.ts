import { InvalidArgumentError, type Command } from 'commander';
import {
  isPolicyName,
  policyNames,
  type PolicyName,
} from '../../../engine/interference/policyFacts';
import { policyOptionTable } from '../../../engine/interference/policyOptions';
import { mostReplayQueries, replayDefaults } from '../../workers/replayRequest';
import type { ReplayVerbOptions } from '../actions/replay';
import { numberOf } from '../numberOf';
import {
  inputOption,
  inputShape,
  positiveNumber,
  seedNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';

const { alpha, ...others } = policyOptionTable;
const noise = { minimum: 0, maximum: 0.9, whole: false };
const share = { minimum: 0.01, maximum: 1, whole: false };
const queries = { minimum: 1, maximum: mostReplayQueries, whole: true };

/** Declares `replay`. */
export function addReplay(program: Command, context: VerbContext): void {
  const command = program
    .command('replay')
    .summary('see what policies do about interference')
    .description(
      'Sends a stream of queries through a pipeline, in virtual time, while other work slows some places, ' +
        'and tells what each policy makes of it: what it notices, tries and reaches, against the bound ' +
        'that knows everything. Ctrl-C ends the replay with the queries that were served so far.',
    )
    .usage(
      '<network> --platform <file> --interference <file> [options]\n       cnn-tuner replay --profile <file> --interference <file> [options]',
    )
    .argument('[network]', 'a .cnn.yaml or .onnx file')
    .option('-p, --platform <file>', 'the .platform.yaml file that the pipeline runs on')
    .option('--profile <file>', 'times of layers on places: a .profile.json file')
    .requiredOption(
      '-i, --interference <file>',
      'who slows which place when: an .interference.yaml file',
    ) // prettier-ignore
    .option(
      '--schedule <file>',
      'begin with the pipeline of a .tuning.json file (default: the optimum)',
    ) // prettier-ignore
    .option(
      '--policies <names>',
      `comma-separated, out of ${policyNames.join(', ')} (default: all)`,
      policyList,
    ) // prettier-ignore
    .option('--queries <n>', 'queries of each policy', numberOf(queries), replayDefaults.queries)
    .option('--arrivals <how>', 'closed, constant, poisson, or a .csv trace of arrivals')
    .option('--rate <n>', 'queries per second, for constant and poisson arrivals', positiveNumber)
    .option('--slo-ms <n>', 'longest latency that is no violation, milliseconds', positiveNumber)
    .option(
      '--slo-share <n>',
      `or the share of the quiet pipeline’s speed that a query must keep (default: ${replayDefaults.sloShare})`,
      numberOf(share),
    ) // prettier-ignore
    .option(
      '--noise <n>',
      'noise of stage times, as a share',
      numberOf(noise),
      replayDefaults.noise,
    )
    .option('--seed <n>', 'seed of noise and of Poisson arrivals', seedNumber, replayDefaults.seed)
    .option('--samples <n>', 'queries of a block that are kept: all, or about so many', samples)
    .option(...inputOption, inputShape)
    .option('-o, --output <file>', 'save the replay as a .replay.jsonl file')
    .action(async (network: string | undefined, options: ReplayVerbOptions) => {
      const { replayVerb } = await import('../actions/replay');
      context.finish(await replayVerb(network, options, command, context));
    });
  withExamples(withJson(withPolicyOptions(command)), [
    [
      'All policies, saved for the replay editor',
      'replay vgg16.cnn.yaml -p board.platform.yaml -i mem-6.interference.yaml -o mem-6.replay.jsonl',
    ],
    [
      'ODIN with little and much patience, on noisy times',
      'replay vgg16.cnn.yaml -p board.platform.yaml -i mem-6.interference.yaml --policies odin --alpha 2,10 --noise 0.1',
    ],
    [
      'Queries over the SLO under load',
      'replay --profile board.profile.json -i cpu-3.interference.yaml --rate 90 --slo-ms 40 --json | jq .policies',
    ],
  ]);
}

/** Options of policies as their table tells; of α several may be compared. */
function withPolicyOptions(command: Command): Command {
  const text = `${alpha.description}; several, such as 2,10, are compared (default: ${alpha.default})`;
  command.option('--alpha <list>', text, numberList(numberOf(alpha)));
  for (const [name, option] of Object.entries(others)) {
    command.option(`--${name} <n>`, option.description, numberOf(option), option.default);
  }
  return command;
}

function policyList(text: string): PolicyName[] {
  const names = text.split(',').map((name) => name.trim());
  const known = names.filter(isPolicyName);
  if (known.length === names.length) return [...new Set(known)];
  const unknown = names.find((name) => !isPolicyName(name)) ?? '';
  throw new InvalidArgumentError(
    `There is no policy ${unknown}; known: ${policyNames.join(', ')}.`,
  );
}

function numberList(read: (text: string) => number): (text: string) => number[] {
  return (text) => [...new Set(text.split(',').map(read))];
}

function samples(text: string): 'all' | number {
  return text === 'all' ? 'all' : numberOf({ minimum: 2, maximum: 1024, whole: true })(text);
}
