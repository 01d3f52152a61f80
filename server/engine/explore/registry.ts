import type { TimeTable } from '../cost/timeTable';
import { calibrated } from './calibrated/calibrated';
import type { Explorer } from './explorer';
import type { ExplorerOptions, OptionName } from './explorerOptions';
import { exhaustive } from './exhaustive';
import { hillClimbing } from './hillClimbing';
import { optimumExplorer } from './optimum/optimumExplorer';
import { pipeSearch } from './pipeSearch';
import { randomWalk } from './randomWalk';
import { shisha } from './shisha';
import { simulatedAnnealing } from './simulatedAnnealing';

/** An explorer that can be chosen by name. */
export interface ExplorerDefinition {
  readonly title: string;
  readonly summary: string;
  /** Options that it reads beside the seed. */
  readonly options: readonly OptionName[];
  /** True where it reads the times themselves, not only what its trials show. */
  readonly readsTimes?: boolean;
  /** True where it tries every configuration there is. */
  readonly triesAll?: boolean;
  /** False where chance has no part with these options, so that one run tells all. Default: it has. */
  readonly usesSeed?: (options: ExplorerOptions) => boolean;
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
    usesSeed: ({ assign }) => assign === 'random',
    create: shisha,
  },
  calibrated: {
    title: 'Calibrated search',
    summary:
      'Learns layer times from the stage times of its trials, and tries the exact answer for them.',
    options: ['alpha', 'draws'],
    create: calibrated,
  },
  optimum: {
    title: 'Optimum',
    summary: 'The exact answer from the times themselves, or how far from it one may be.',
    options: [],
    readsTimes: true,
    usesSeed: () => false,
    create: optimumExplorer,
  },
  exhaustive: {
    title: 'Exhaustive search',
    summary: 'Every configuration once, in an order that can be taken up where it was left.',
    options: ['from'],
    triesAll: true,
    usesSeed: () => false,
    create: exhaustive,
  },
  'pipe-search': {
    title: 'Pipe-Search',
    summary:
      'A database of balanced pipelines, then generations guided by measured stage times (Paper I).',
    options: ['population', 'database', 'stall'],
    create: pipeSearch,
  },
  'simulated-annealing': {
    title: 'Simulated annealing',
    summary: 'Random neighbours, worse ones taken more and more rarely.',
    options: ['start', 'steps', 'temperature', 'cooling'],
    create: simulatedAnnealing,
  },
  'hill-climbing': {
    title: 'Hill climbing',
    summary: 'From neighbour to better neighbour, until none is better.',
    options: ['start', 'ascent', 'sideways', 'restarts'],
    create: hillClimbing,
  },
  'random-walk': {
    title: 'Random walk',
    summary: 'From neighbour to neighbour by chance; the best one seen is the answer.',
    options: ['start', 'steps'],
    create: randomWalk,
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
