import type { Explorer } from './explorer';
import { balancings, shisha, type Balancing } from './shisha';
import { assignments, type Assignment } from './shishaSeed';

/** Options of every explorer; each reads its own. */
export interface ExplorerOptions {
  readonly seed: number;
  readonly alpha: number;
  readonly assign: Assignment;
  readonly balance: Balancing;
}

/** Options where nothing is said. */
export const defaultExplorerOptions: ExplorerOptions = {
  seed: 1,
  alpha: 10,
  assign: 'rank_w',
  balance: 'lFEP',
};

/** Allowed values of the options that are words. */
export const optionChoices = { assign: assignments, balance: balancings } as const;

/** An explorer that can be chosen by name. */
export interface ExplorerDefinition {
  readonly title: string;
  readonly summary: string;
  /** Options that it reads beside the seed. */
  readonly options: readonly Exclude<keyof ExplorerOptions, 'seed'>[];
  create(options: ExplorerOptions): Explorer;
}

/** Every explorer, by the name that `--explorer` takes. */
export const explorers = {
  shisha: {
    title: 'Shisha',
    summary:
      'A seed from static hints, then online tuning that relieves the slowest stage (Paper II).',
    options: ['assign', 'balance', 'alpha'],
    create: shisha,
  },
} as const satisfies Record<string, ExplorerDefinition>;

/** Name of an explorer in the registry. */
export type ExplorerName = keyof typeof explorers;

/** True for a name in the registry. */
export function isExplorerName(name: string): name is ExplorerName {
  return Object.hasOwn(explorers, name);
}
