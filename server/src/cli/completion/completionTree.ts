import type { Argument, Command, Option } from 'commander';

/** What may stand in a place of the command line. */
export type ValueKind =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'other' };

/** An option as a completion script needs it. */
export interface OptionNode {
  /** Such as `-o` and `--output`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Null for an option without a value. */
  readonly value: ValueKind | null;
}

/** A verb as a completion script needs it. */
export interface VerbNode {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionNode[];
  /** Null where a verb takes no arguments. */
  readonly argument: ValueKind | null;
}

/** A program as a completion script needs it. */
export interface CompletionTree {
  /** Such as `cnn-tuner`. */
  readonly program: string;
  readonly verbs: readonly VerbNode[];
  /** Options that stand before a verb. */
  readonly options: readonly OptionNode[];
}

/** The verbs of a program with their options, read from its own declaration. */
export function completionTree(program: Command): CompletionTree {
  const help = program.createHelp();
  const verbs = help.visibleCommands(program);
  const names = verbs.map((verb) => verb.name());
  const verbNode = (verb: Command): VerbNode => {
    const [argument] = verb.registeredArguments;
    return {
      name: verb.name(),
      summary: verb.summary() || verb.description(),
      options: help.visibleOptions(verb).map(optionNode),
      argument: argument === undefined ? null : argumentKind(argument, names),
    };
  };
  return {
    program: program.name(),
    verbs: verbs.map(verbNode),
    options: help.visibleOptions(program).map(optionNode),
  };
}

function optionNode(option: Option): OptionNode {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const takesValue = option.required || option.optional;
  return { flags, description: option.description, value: takesValue ? optionKind(option) : null };
}

function optionKind(option: Option): ValueKind {
  if (option.argChoices) return { kind: 'choices', choices: option.argChoices };
  return option.flags.includes('<file>') ? { kind: 'file' } : { kind: 'other' };
}

function argumentKind(argument: Argument, verbs: readonly string[]): ValueKind {
  if (argument.argChoices) return { kind: 'choices', choices: argument.argChoices };
  // `help [command]` is commander's own; every other argument of ours is a file.
  return argument.name() === 'command' ? { kind: 'choices', choices: verbs } : { kind: 'file' };
}
