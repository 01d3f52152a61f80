import { evaluate } from '../../server/engine/cost/evaluate';
import type { TimeTable } from '../../server/engine/cost/timeTable';
import { drive, type RunResult } from '../../server/engine/explore/driver';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { explorerOf } from '../../server/engine/explore/registry';
import type { Trial } from '../../server/engine/explore/trialLog';
import { problemTitle, tableOf, type Problem } from './problems';
import { optionsOf, runsOf, shishaSetup, type Setup } from './setups';

/** Runs to be made: one explorer on one problem, over seeds 1 … `seeds`. Plain data only. */
export interface Job {
  readonly problem: Problem;
  readonly setup: Setup;
  readonly seeds: number;
}

/** Figures of one run. Plain data only. */
export interface Run {
  /** Throughput of the answer against the proven optimum. */
  readonly quality: number;
  /** The same of its first trial. */
  readonly firstQuality: number;
  readonly trials: number;
  readonly convergenceSeconds: number;
  /** Trial time of the whole run. */
  readonly elapsedSeconds: number;
  /** Trial time until something as good as Shisha's answer was seen; null for never. */
  readonly asShishaSeconds: number | null;
  /** Trial time until something near-optimal was seen; null for never. */
  readonly nearSeconds: number | null;
  /** Trials whose quality was at least that of each of {@link nearQualities}. */
  readonly nearTrials: readonly number[];
  /** Time by the clock, of the explorer and its simulated trials. */
  readonly ownSeconds: number;
  /** Memory of what it keeps to choose from. */
  readonly bytes: number;
}

/** From which share of the optimum on a configuration counts as near-optimal: the middle one, with two beside. */
export const nearQualities = [0.95, 0.9, 0.8] as const;

/** The one that "near-optimal" means where only one is told. */
export const nearQuality: (typeof nearQualities)[number] = 0.9;

/** Sums are rounded: what is equal but for that is equal. */
const rounding = 1 + 1e-9;

/** What all runs of a problem are measured by. */
interface Yardstick {
  readonly table: TimeTable;
  /** Period of the proven optimum, seconds. */
  readonly optimum: number;
  /** Period of Shisha's answer, seconds. */
  readonly shisha: number;
}

const yardsticks = new Map<TimeTable, Yardstick>();

/** Makes the runs of a job. Throws where the optimum of its problem is not proven. */
export function measureJob({ problem, setup, seeds }: Job): Run[] {
  const yardstick = yardstickOf(problem);
  return Array.from({ length: runsOf(setup, seeds) }, (_, i) => measure(yardstick, setup, i + 1));
}

function yardstickOf(problem: Problem): Yardstick {
  const table = tableOf(problem);
  const known = yardsticks.get(table);
  if (known !== undefined) return known;
  const { proven, cost } = solveOptimum(table);
  if (!proven) throw new Error(`The optimum of ${problemTitle(problem)} is not proven.`);
  const shisha = runSetup(table, shishaSetup, 1).observation.cost;
  const yardstick = { table, optimum: cost, shisha };
  yardsticks.set(table, yardstick);
  return yardstick;
}

function measure({ table, optimum, shisha }: Yardstick, setup: Setup, seed: number): Run {
  const limits = nearQualities.map((quality) => (optimum / quality) * rounding);
  const nearTrials = nearQualities.map(() => 0);
  const near = (optimum / nearQuality) * rounding;
  let firstQuality = 0;
  let asShishaSeconds: number | null = null;
  let nearSeconds: number | null = null;
  const onTrial = ({ trial, observation: { cost }, elapsedSeconds }: Trial): void => {
    if (trial === 1) firstQuality = optimum / cost;
    if (asShishaSeconds === null && cost <= shisha * rounding) asShishaSeconds = elapsedSeconds;
    if (nearSeconds === null && cost <= near) nearSeconds = elapsedSeconds;
    for (let i = 0; i < limits.length; i += 1) {
      if (cost <= (limits[i] as number)) nearTrials[i] = (nearTrials[i] as number) + 1;
    }
  };
  const startMilliseconds = performance.now();
  const run = runSetup(table, setup, seed, onTrial);
  return {
    quality: Math.min(1, optimum / run.observation.cost),
    firstQuality,
    trials: run.trials,
    convergenceSeconds: run.convergenceSeconds,
    elapsedSeconds: run.elapsedSeconds,
    asShishaSeconds,
    nearSeconds,
    nearTrials,
    ownSeconds: (performance.now() - startMilliseconds) / 1000,
    bytes: run.account.bytes,
  };
}

/** Runs a setup on a table of times; throws where the run fails. */
export function runSetup(
  table: TimeTable,
  setup: Setup,
  seed: number,
  onTrial?: (trial: Trial) => void,
  maxTrials = Infinity,
): RunResult {
  const explorer = explorerOf(setup.explorer).create(optionsOf(setup, seed), table);
  const testbed: Parameters<typeof drive>[2] = (configuration, observation) =>
    evaluate(table, configuration, observation);
  const run = drive(explorer, table.space, testbed, { maxTrials, ...(onTrial && { onTrial }) });
  if (run.failure !== null) throw new Error(run.failure);
  return run;
}
