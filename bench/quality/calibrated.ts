import { evaluate } from '../../server/engine/cost/evaluate';
import { calibrated } from '../../server/engine/explore/calibrated/calibrated';
import { drive, type RunResult } from '../../server/engine/explore/driver';
import type { Explorer } from '../../server/engine/explore/explorer';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { shisha } from '../../server/engine/explore/shisha';
import type { TimeTable } from '../../server/engine/cost/timeTable';
import type { Claim } from '../claim';
import { qualityProblems } from './problems';

interface Figures {
  /** Throughput against the proven optimum. */
  readonly quality: number;
  readonly trials: number;
  readonly convergenceSeconds: number;
}

interface Pair {
  readonly calibrated: Figures;
  readonly shisha: Figures;
}

let measured: readonly Pair[] | null = null;

/** Both explorers on every problem, once. */
function pairs(): readonly Pair[] {
  measured ??= qualityProblems().map(({ name, table }) => {
    const optimum = solveOptimum(table);
    if (!optimum.proven) throw new Error(`The optimum of ${name} is not proven.`);
    const figures = (explorer: Explorer): Figures => figuresOf(run(explorer, table), optimum.cost);
    return {
      calibrated: figures(calibrated(defaultExplorerOptions)),
      shisha: figures(shisha(defaultExplorerOptions)),
    };
  });
  return measured;
}

function run(explorer: Explorer, table: TimeTable): RunResult {
  return drive(explorer, table.space, (configuration, observation) =>
    evaluate(table, configuration, observation),
  );
}

function figuresOf({ observation, trials, convergenceSeconds }: RunResult, cost: number): Figures {
  return { quality: cost / observation.cost, trials, convergenceSeconds };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

const method = '6 networks × 6 platforms, times moved by chance, one seed';
const share = { unit: 'of optimum', method };
const qualities = (explorer: keyof Pair) => pairs().map((pair) => pair[explorer].quality);
const ratios = (figure: 'trials' | 'convergenceSeconds') =>
  pairs().map((pair) => pair.calibrated[figure] / pair.shisha[figure]);

/** How good the calibrated search is, what it costs, and how good Shisha is on the same problems. */
export const calibratedClaims: readonly Claim[] = [
  {
    ...share,
    name: 'Calibrated search, quality, geometric mean',
    limit: { atLeast: 0.99 },
    measure: async () => geometricMean(qualities('calibrated')),
  },
  {
    ...share,
    name: 'Calibrated search, quality, worst',
    limit: { atLeast: 0.95 },
    measure: async () => Math.min(...qualities('calibrated')),
  },
  {
    ...share,
    name: 'Shisha beside calibrated search, quality, geometric mean',
    limit: { atLeast: 0 },
    measure: async () => geometricMean(qualities('shisha')),
  },
  {
    name: 'Calibrated search, trials, most',
    unit: '× Shisha’s',
    limit: { atMost: 1 },
    method,
    measure: async () => Math.max(...ratios('trials')),
  },
  {
    name: 'Calibrated search, convergence time, geometric mean',
    unit: '× Shisha’s',
    limit: { atMost: 1 },
    method,
    measure: async () => geometricMean(ratios('convergenceSeconds')),
  },
];
