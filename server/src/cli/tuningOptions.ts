import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  defaultExplorerOptions,
  explorerOptionTable,
  type ExplorerOptions,
  type OptionName,
} from '../../engine/explore/explorerOptions';
import { goals, type Goal, type Objective } from '../../engine/pipeline/objective';
import { numberOf } from './numberOf';
import { positiveNumber, seedNumber, wholeNumber } from './verbContext';

/** What `tune` and `compare` read from their options, beside the problem. */
export interface TuningOptions extends ExplorerOptions {
  readonly objective: Goal | 'pareto';
  readonly minThroughput?: number;
  readonly maxLatencyMs?: number;
  readonly replicas: number;
}

/**
 * Declares the options of every explorer, and those that say what is looked for.
 * @param objectives what may be looked for, beside the goals that every explorer takes.
 */
export function addTuningOptions(command: Command, objectives: readonly 'pareto'[] = []): Command {
  command
    .addOption(
      new Option('--objective <goal>', 'what is looked for')
        .choices([...goals, ...objectives])
        .default('throughput'),
    )
    .option('--min-throughput <n>', 'least inferences per second', positiveNumber)
    .option('--max-latency-ms <n>', 'longest time of one query, milliseconds', positiveNumber)
    .option('--replicas <n>', 'most places that a stage may use in turn', wholeNumber(1), 1)
    .option('--seed <n>', 'seed of the random choices', seedNumber, defaultExplorerOptions.seed);
  for (const name of optionNames) command.addOption(explorerOption(name));
  return command;
}

/** The options of every explorer, out of all that were given. */
export function explorerOptionsOf(options: ExplorerOptions): ExplorerOptions {
  const own = optionNames.map((name) => [name, options[name]] as const);
  return { ...defaultExplorerOptions, ...Object.fromEntries(own), seed: options.seed };
}

/** What is looked for; of a front the highest throughput comes first. */
export function objectiveOf(options: TuningOptions): Objective {
  const { objective, minThroughput, maxLatencyMs } = options;
  return {
    goal: objective === 'pareto' ? 'throughput' : objective,
    maxPeriodSeconds: minThroughput === undefined ? Infinity : 1 / minThroughput,
    maxLatencySeconds: maxLatencyMs === undefined ? Infinity : maxLatencyMs / 1e3,
  };
}

const optionNames = Object.keys(explorerOptionTable).filter(
  (name): name is OptionName => name in explorerOptionTable,
);

function explorerOption(name: OptionName): Option {
  const definition = explorerOptionTable[name];
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if ('decimal' in definition) {
    return new Option(`${flag} <n>`, definition.description)
      .argParser(decimalNumber)
      .default(definition.default);
  }
  if ('choices' in definition) {
    return new Option(`${flag} <choice>`, definition.description)
      .choices(definition.choices)
      .default(definition.default);
  }
  return new Option(`${flag} <n>`, definition.description)
    .argParser(numberOf(definition))
    .default(definition.default);
}

/** A whole number of any size, at least 1, without leading zeros. */
function decimalNumber(text: string): string {
  if (/^0*[1-9]\d{0,9999}$/.test(text)) return BigInt(text).toString();
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}
