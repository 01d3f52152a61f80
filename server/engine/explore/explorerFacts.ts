import type { ExplorerOptions, OptionName } from './explorerOptions';

/** What is said of an explorer; the algorithms themselves are in the registry. */
export interface ExplorerFacts {
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
}

/** Every explorer, by the name that `--explorer` takes. */
export const explorerFacts = {
  shisha: {
    title: 'Shisha',
    summary:
      'A seed from static hints, then online tuning that relieves the slowest stage (Paper II).',
    options: ['assign', 'balance', 'alpha'],
    usesSeed: ({ assign }) => assign === 'random',
  },
  calibrated: {
    title: 'Calibrated search',
    summary:
      'Learns layer times from the stage times of its trials, and tries the exact answer for them.',
    options: ['alpha', 'draws'],
  },
  optimum: {
    title: 'Optimum',
    summary: 'The exact answer from the times themselves, or how far from it one may be.',
    options: [],
    readsTimes: true,
    usesSeed: () => false,
  },
  exhaustive: {
    title: 'Exhaustive search',
    summary: 'Every configuration once, in an order that can be taken up where it was left.',
    options: ['from'],
    triesAll: true,
    usesSeed: () => false,
  },
  'pipe-search': {
    title: 'Pipe-Search',
    summary:
      'A database of balanced pipelines, then generations guided by measured stage times (Paper I).',
    options: ['population', 'database', 'stall'],
  },
  'simulated-annealing': {
    title: 'Simulated annealing',
    summary: 'Random neighbours, worse ones taken more and more rarely.',
    options: ['start', 'steps', 'temperature', 'cooling'],
  },
  'hill-climbing': {
    title: 'Hill climbing',
    summary: 'From neighbour to better neighbour, until none is better.',
    options: ['start', 'ascent', 'sideways', 'restarts'],
  },
  'random-walk': {
    title: 'Random walk',
    summary: 'From neighbour to neighbour by chance; the best one seen is the answer.',
    options: ['start', 'steps'],
  },
} as const satisfies Record<string, ExplorerFacts>;

/** Name of an explorer. */
export type ExplorerName = keyof typeof explorerFacts;

/** True for the name of an explorer. */
export function isExplorerName(name: string): name is ExplorerName {
  return Object.hasOwn(explorerFacts, name);
}
