import { balancings } from '../../../server/engine/explore/shisha';
import { assignments } from '../../../server/engine/explore/shishaSeed';
import { convergenceRatios, geometric, meanRatio } from '../averages';
import { count, outOf, quality, ratio, words } from '../cell';
import { problemsOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { shishaSetup, type Setup } from '../setups';

/** Qualities that differ less are level. */
const level = 0.001;

/** Shisha with every assignment and balancing. */
export function heuristicsTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const heuristics = assignments.flatMap((assign) =>
    balancings.map((balance) => ({
      assign,
      balance,
      setup: { explorer: 'shisha', options: { assign, balance } } as const,
    })),
  );
  const all = heuristics.map(({ setup }) => setup);
  return {
    title: 'Shisha’s heuristics',
    jobs: problems.flatMap((problem) =>
      [shishaSetup, ...all].map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => {
      const best = new Map(
        problems.map((problem) => [
          problem,
          Math.max(...all.map((setup) => meanQuality(book, [problem], setup))),
        ]),
      );
      return {
        columns: [
          { title: 'assignment' },
          { title: 'balancing' },
          ...['seed', 'quality', 'worst', 'best or level', 'trials', 'converged'].map(figures),
        ],
        rows: heuristics.map(({ assign, balance, setup }) => {
          const runs = book.all(problems, setup);
          const leads = problems.filter(
            (problem) => meanQuality(book, [problem], setup) >= (best.get(problem) ?? 0) - level,
          ).length;
          return [
            words(assign),
            words(balance),
            quality(geometric(runs, (run) => run.firstQuality)),
            quality(geometric(runs, (run) => run.quality)),
            quality(Math.min(...runs.map((run) => run.quality))),
            outOf(leads, problems.length),
            count(geometric(runs, (run) => run.trials)),
            ratio(meanRatio(convergenceRatios(book, problems, setup, shishaSetup))),
          ];
        }),
        notes: [
          'seed: quality of the first trial. best or level: problems on which no other of the nine was better by more than 0.1 % of the optimum.',
          'converged: trial time until the answer was first seen, × that of rank_w with lFEP. random: mean over the seeds.',
        ],
        comparisons: [
          {
            statement: 'Balancing to the lightest fast place (lFEP) contributes most',
            paper: 'lFEP',
            ours: balancings
              .map((balance) => {
                const own = all.filter(({ options }) => options.balance === balance);
                const mean = quality(meanRatio(own.map((one) => meanQuality(book, problems, one))));
                const converged = meanRatio(
                  own.flatMap((one) => convergenceRatios(book, problems, one, shishaSetup)),
                );
                return `${balance} ${mean.text} at ${ratio(converged).text} the time`;
              })
              .join(', '),
          },
        ],
      };
    },
  };
}

function meanQuality(book: RunBook, problems: readonly Problem[], setup: Setup): number {
  return geometric(book.all(problems, setup), (run) => run.quality);
}
