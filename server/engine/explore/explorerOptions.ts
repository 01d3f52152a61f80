import { ascents } from './hillClimbing';
import { balancings } from './shisha';
import { assignments } from './shishaSeed';
import { starts } from './startConfiguration';

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
    choices: starts,
    description: 'where the search starts: anywhere, or at Shisha’s seed',
  },
  steps: {
    default: 2000,
    minimum: 1,
    whole: true,
    description: 'trials of a random walk or of simulated annealing',
  },
  temperature: {
    default: 0.1,
    minimum: 0,
    whole: false,
    description: 'first temperature of simulated annealing, over ratios of costs',
  },
  cooling: {
    default: 0.9975,
    minimum: 0,
    maximum: 1,
    whole: false,
    description: 'factor of the temperature from step to step',
  },
  ascent: {
    default: 'first',
    choices: ascents,
    description: 'which better neighbour hill climbing goes to',
  },
  sideways: {
    default: 100,
    minimum: 0,
    whole: true,
    description: 'most moves in a row that hill climbing makes on a plateau',
  },
  restarts: {
    default: 0,
    minimum: 0,
    whole: true,
    description: 'further climbs of hill climbing, from random starts',
  },
  population: {
    default: 8,
    minimum: 1,
    maximum: 1000,
    whole: true,
    description: 'configurations that survive a generation of Pipe-Search',
  },
  database: {
    default: 10_000,
    minimum: 1,
    maximum: 200_000,
    whole: true,
    description: 'most configurations in the database of Pipe-Search',
  },
  stall: {
    default: 5,
    minimum: 1,
    whole: true,
    description: 'generations without a better result before Pipe-Search stops',
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
  steps: explorerOptionTable.steps.default,
  temperature: explorerOptionTable.temperature.default,
  cooling: explorerOptionTable.cooling.default,
  ascent: explorerOptionTable.ascent.default,
  sideways: explorerOptionTable.sideways.default,
  restarts: explorerOptionTable.restarts.default,
  population: explorerOptionTable.population.default,
  database: explorerOptionTable.database.default,
  stall: explorerOptionTable.stall.default,
  from: explorerOptionTable.from.default,
  draws: explorerOptionTable.draws.default,
};
