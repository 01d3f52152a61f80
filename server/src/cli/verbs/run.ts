import { Option, type Command } from 'commander';
import type { RunVerbOptions } from '../actions/run';
import {
  inputOption,
  inputShape,
  positiveNumber,
  seedNumber,
  wholeNumber,
  withExamples,
  withJson,
  type VerbContext,
} from '../verbContext';
import { livePolicies } from '../../../runtime/rebalance/livePolicies';
import { policyOptionTable } from '../../../engine/interference/policyOptions';
import { numberOf } from '../numberOf';
import { injection } from '../injection';
import { scenarios } from '../scenarios';

/** Declares `run`. */
export function addRun(program: Command, context: VerbContext): void {
  const command = program
    .command('run')
    .summary('run a tuned pipeline on this machine’s cores')
    .description(
      'Runs the stages of a tuned pipeline with ONNX Runtime, each on the cores of its place, and tells ' +
        'throughput and latency. Without a rate queries follow each other as fast as the pipeline takes ' +
        'them. With one, latency counts from when a query was meant to arrive. Ctrl-C ends the run with ' +
        'what was measured so far.',
    )
    .argument('<network>', 'a .cnn.yaml or .onnx file')
    .requiredOption('-p, --platform <file>', 'a .platform.yaml file whose places name real cores')
    .requiredOption('--schedule <file>', 'the pipeline: a .tuning.json file')
    .option('--seconds <n>', 'how long', positiveNumber, 10)
    .option('--queries <n>', 'most queries', wholeNumber(1))
    .option('--arrivals <how>', 'closed, constant, poisson, or a .csv trace of arrivals')
    .option('--rate <n>', 'queries per second, for constant and poisson arrivals', positiveNumber)
    .addOption(
      new Option('--scenario <name>', 'arrivals by the name of a LoadGen scenario').choices(
        Object.keys(scenarios),
      ),
    )
    .option('--slo-ms <n>', 'longest latency that is no violation, milliseconds', positiveNumber)
    .option('--seed <n>', 'seed of Poisson arrivals, and of weights of a descriptor', seedNumber, 1)
    .option(
      '-i, --interference <file>',
      'stress the cores meanwhile as an .interference.yaml file says',
    )
    .option(
      '--inject <stress>',
      'or stress one place: PLACE:LEVEL@FROM-TO in seconds, such as ep1:cpu-6@5-15; several times',
      injection,
    )
    .addOption(
      new Option('--policy <name>', 'rebalance the pipeline as it runs').choices(livePolicies),
    )
    .option(
      '--alpha <n>',
      `${policyOptionTable.alpha.description} (odin)`,
      numberOf(policyOptionTable.alpha),
    )
    .option(
      '--threshold <n>',
      `${policyOptionTable.threshold.description} (default: 0.1)`,
      numberOf(policyOptionTable.threshold),
    )
    .option('-o, --output <file>', 'save what happened as a .replay.jsonl file')
    .option('--trace <file>', 'save the run for Chrome’s or Perfetto’s trace viewer (.json)')
    .option('--samples <file>', 'save the times of every query (.csv)')
    .option(
      '--prometheus <port>',
      'serve the figures on this loopback port while it runs',
      wholeNumber(0),
    ) // prettier-ignore
    .option(...inputOption, inputShape)
    .action(async (network: string, options: RunVerbOptions) => {
      const { runVerb } = await import('../actions/run');
      context.finish(await runVerb(network, options, command, context));
    });
  withExamples(withJson(command), [
    ['As fast as it goes', 'run net.onnx -p this.platform.yaml --schedule net.tuning.json'],
    [
      'Under load, with an SLO',
      'run net.onnx -p this.platform.yaml --schedule net.tuning.json --arrivals poisson --rate 20 --slo-ms 150',
    ],
    [
      'Disturbed for ten seconds, rebalanced, and saved for the replay editor',
      'run net.onnx -p this.platform.yaml --schedule net.tuning.json --seconds 20 --inject ep1:cpu-6@5-15 --policy calibrated -o net.replay.jsonl',
    ],
  ]);
}
