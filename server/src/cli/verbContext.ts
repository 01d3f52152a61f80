import { InvalidArgumentError, type Command } from 'commander';
import type { Shape } from '../../protocol/layersResult';
import type { ExitCode, Io } from './io';

/** What a verb is given beside its arguments. */
export interface VerbContext {
  readonly io: Io;
  /** Version of the tool. */
  readonly version: string;
  /** Folder of the bundles that a verb may start, such as a worker. */
  readonly bundles: string;
  /** Says how the verb ended. */
  finish(code: ExitCode): void;
}

/** Adds the option that every verb has. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON document on standard output');
}

/** Adds examples, a line of purpose and a line of command each, to a verb's help. */
export function withExamples(
  command: Command,
  examples: readonly (readonly [string, string])[],
): Command {
  const lines = examples.map(([purpose, line]) => `  # ${purpose}\n  $ cnn-tuner ${line}\n`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('')}`);
}

/** Reads a whole number of at least `least` from an option. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** Reads a number above 0 from an option. */
export function positiveNumber(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

/** Reads a seed: any 32-bit whole number. */
export function seedNumber(text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (value === (value | 0)) return value;
  throw new InvalidArgumentError('It must be a 32-bit whole number.');
}

/** Reads an input shape such as `3,224,224` (or `3x224x224`). */
export function inputShape(text: string): Shape {
  const [channels, height, width, ...rest] = text.split(/[,x×]/).map(wholeNumberOrNothing);
  if (channels && height && width && rest.length === 0) return [channels, height, width];
  throw new InvalidArgumentError('It must be channels, height and width, such as 3,224,224.');
}

function wholeNumberOrNothing(text: string): number | null {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
  return value > 0 ? value : null;
}

/** The option for input shapes, with its description. */
export const inputOption = ['--input <C,H,W>', 'input shape: channels, height, width'] as const;
