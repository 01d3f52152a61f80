import { logAverage, mean } from 'simple-statistics';
import type { Run } from './measureJob';
import type { Problem } from './problems';
import type { RunBook } from './runBook';
import { shishaSetup, type Setup } from './setups';

/** Geometric mean of a figure over runs; 0 where one is 0. */
export function geometric(runs: readonly Run[], figure: (run: Run) => number): number {
  return logAverage(runs.map(figure));
}

/** Geometric mean of quotients; 0 for none. */
export function meanRatio(ratios: readonly number[]): number {
  return ratios.length > 0 ? logAverage([...ratios]) : 0;
}

/** Arithmetic mean; 0 for none. */
export function average(values: readonly number[]): number {
  return values.length > 0 ? mean([...values]) : 0;
}

/** How long something took. */
export interface Ratio {
  readonly value: number;
  /** `≥` where some runs never got there, and counted with all their trial time. */
  readonly sign: '' | '≥';
}

/** Geometric mean of the time that runs took to get somewhere, seconds; see {@link Ratio}. */
export function timeTo(runs: readonly Run[], reached: (run: Run) => number | null): Ratio {
  return {
    value: geometric(runs, (run) => reached(run) ?? run.elapsedSeconds),
    sign: runs.some((run) => reached(run) === null) ? '≥' : '',
  };
}

/** For each problem, how many times as long as `base` a setup converged. */
export function convergenceRatios(
  book: RunBook,
  problems: readonly Problem[],
  setup: Setup,
  base: Setup,
): number[] {
  const converged = (problem: Problem, of: Setup): number =>
    geometric(book.of(problem, of), (run) => run.convergenceSeconds);
  return problems.map((problem) => converged(problem, setup) / converged(problem, base));
}

/** For each problem, how many times as long as `base` a setup took to get somewhere; their geometric mean. */
export function ratioOfTimes(
  problems: readonly Problem[],
  time: (problem: Problem) => Ratio,
  base: (problem: Problem) => number,
): Ratio {
  const ratios = problems.map((problem) => {
    const { value, sign } = time(problem);
    return { value: value / base(problem), sign };
  });
  return {
    value: meanRatio(ratios.map(({ value }) => value)),
    sign: ratios.some(({ sign }) => sign === '≥') ? '≥' : '',
  };
}

/** How many times as long as Shisha a setup took until something as good as Shisha's answer was seen. */
export function equalRatio(book: RunBook, problems: readonly Problem[], setup: Setup): Ratio {
  return ratioOfTimes(
    problems,
    (problem) => timeTo(book.of(problem, setup), (run) => run.asShishaSeconds),
    (problem) => geometric(book.of(problem, shishaSetup), (run) => run.convergenceSeconds),
  );
}
