import type { TimeTable } from '../cost/timeTable';
import type { Explorer } from './explorer';
import type { ExplorerOptions, OptionName } from './explorerOptions';
import { optimumExplorer } from './optimum/optimumExplorer';
import { shisha } from './shisha';

/** An explorer that can be chosen by name. */
export interface ExplorerDefinition {
  readonly title: string;
  readonly summary: string;
  /** Options that it reads beside the seed. */
  readonly options: readonly OptionName[];
  /** True where it reads the times themselves, not only what its trials show. */
  readonly readsTimes?: boolean;
  /** @param table for those that read the times; the others leave it alone. */
  create(options: ExplorerOptions, table: TimeTable): Explorer;
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
  optimum: {
    title: 'Optimum',
    summary: 'The exact answer from the times themselves, or how far from it one may be.',
    options: [],
    readsTimes: true,
    create: optimumExplorer,
  },
} as const satisfies Record<string, ExplorerDefinition>;

/** Name of an explorer in the registry. */
export type ExplorerName = keyof typeof explorers;

/** True for a name in the registry. */
export function isExplorerName(name: string): name is ExplorerName {
  return Object.hasOwn(explorers, name);
}

/** The explorer of a name, as every explorer looks. */
export function explorerOf(name: ExplorerName): ExplorerDefinition {
  return explorers[name];
}
