import { balancings } from './shisha';
import { assignments } from './shishaSeed';

/** An option that is a number. */
export interface NumberOption {
  readonly default: number;
  readonly minimum: number;
  readonly maximum?: number;
  readonly whole: boolean;
  readonly description: string;
}

/** An option that is one of some words. */
export interface ChoiceOption {
  readonly default: string;
  readonly choices: readonly string[];
  readonly description: string;
}

/** An option that is a whole number of at least 1 and of any size, in decimal. */
export interface DecimalOption {
  readonly default: string;
  readonly decimal: true;
  readonly description: string;
}

/** Every option of every explorer but the seed; each explorer reads those that it names. */
export const explorerOptionTable = {
  alpha: {
    default: 10,
    minimum: 1,
    whole: true,
    description: 'trials without a better result before it stops',
  },
  assign: {
    default: 'rank_w',
    choices: assignments,
    description: 'how the first stages find places',
  },
  balance: {
    default: 'lFEP',
    choices: balancings,
    description: 'which place relieves the slowest stage',
  },
  start: {
    default: 'random',
    choices: ['random', 'shisha'],
    description: 'where the search starts: anywhere, or at Shisha’s seed',
  },
  from: {
    default: '1',
    decimal: true,
    description: 'configuration that an exhaustive walk begins with',
  },
  draws: {
    default: 24,
    minimum: 1,
    maximum: 1000,
    whole: true,
    description: 'guesses of the times that each propose what to try next',
  },
} as const satisfies Record<string, NumberOption | ChoiceOption | DecimalOption>;

type Table = typeof explorerOptionTable;

/** Name of an option beside the seed. */
export type OptionName = keyof Table;

/** Options of every explorer; each reads its own. */
export type ExplorerOptions = { readonly seed: number } & {
  readonly [Name in OptionName]: Table[Name] extends { choices: readonly (infer Word)[] }
    ? Word
    : Table[Name] extends { decimal: true }
      ? string
      : number;
};

/** Options where nothing is said. */
export const defaultExplorerOptions: ExplorerOptions = {
  seed: 1,
  alpha: explorerOptionTable.alpha.default,
  assign: explorerOptionTable.assign.default,
  balance: explorerOptionTable.balance.default,
  start: explorerOptionTable.start.default,
  from: explorerOptionTable.from.default,
  draws: explorerOptionTable.draws.default,
};
