import { convergenceRatios, equalRatio, geometric, meanRatio } from '../averages';
import { quality, ratio, words, type Cell } from '../cell';
import { problemsOf, titleOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { onlineSetups, seededSetups, setupTitle, shishaSetup, type Setup } from '../setups';

/** Quality, a column a platform. */
export function qualityByPlatform(grid: Grid): TablePlan {
  return byPlatform(
    grid,
    'Quality by platform',
    'Throughput of the answer against the proven optimum, geometric mean over the networks and seeds.',
    (book, problems, setup) => quality(geometric(book.all(problems, setup), (run) => run.quality)),
  );
}

/** Convergence against Shisha's, a column a platform. */
export function convergenceByPlatform(grid: Grid): TablePlan {
  return byPlatform(
    grid,
    'Convergence by platform',
    'Trial time until the answer was first seen, × Shisha’s; geometric mean over the networks.',
    (book, problems, setup) =>
      ratio(meanRatio(convergenceRatios(book, problems, setup, shishaSetup))),
  );
}

/** Time until something as good as Shisha's answer was seen, a column a platform. */
export function equalByPlatform(grid: Grid): TablePlan {
  return byPlatform(
    grid,
    'As good as Shisha, by platform',
    'Trial time until something as good as Shisha’s answer was seen, × Shisha’s; geometric mean over the networks. ≥: some runs never saw it.',
    (book, problems, setup) => {
      const { value, sign } = equalRatio(book, problems, setup);
      return ratio(value, sign);
    },
  );
}

function byPlatform(
  grid: Grid,
  title: string,
  note: string,
  figure: (book: RunBook, problems: readonly Problem[], setup: Setup) => Cell,
): TablePlan {
  const problems = problemsOf(grid);
  const setups = [...onlineSetups, ...seededSetups];
  return {
    title,
    jobs: problems.flatMap((problem) =>
      setups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [{ title: 'explorer' }, ...grid.platforms.map((name) => figures(titleOf(name)))],
      rows: setups.map((setup) => [
        words(setupTitle(setup)),
        ...grid.platforms.map((platform) =>
          figure(
            book,
            problems.filter((problem) => problem.platform === platform),
            setup,
          ),
        ),
      ]),
      notes: [note],
      comparisons: [],
    }),
  };
}
