import { average, convergenceRatios, equalRatio, geometric, meanRatio } from '../averages';
import { count, outOf, quality, ratio, seconds, words } from '../cell';
import { problemsOf, type Grid } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import {
  onlineSetups,
  optimumSetup,
  rivalSetups,
  seededSetups,
  setupTitle,
  shishaSetup,
} from '../setups';

/** Every explorer over the whole grid: how good, after how many trials, how soon. */
export function convergenceTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const setups = [...onlineSetups, ...seededSetups, optimumSetup];
  return {
    title: 'Convergence, whole grid',
    jobs: problems.flatMap((problem) =>
      setups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'explorer' },
        figures('quality'),
        figures('worst'),
        figures('trials'),
        figures('converged'),
        figures('as good as Shisha'),
        figures('after'),
        figures('trial time'),
        figures('own time'),
      ],
      rows: setups.map((setup) => {
        const runs = book.all(problems, setup);
        const equal = equalRatio(book, problems, setup);
        const reached = runs.filter((run) => run.asShishaSeconds !== null).length;
        return [
          words(setupTitle(setup)),
          quality(geometric(runs, (run) => run.quality)),
          quality(Math.min(...runs.map((run) => run.quality))),
          count(geometric(runs, (run) => run.trials)),
          ratio(meanRatio(convergenceRatios(book, problems, setup, shishaSetup))),
          outOf(reached, runs.length),
          ratio(equal.value, equal.sign),
          seconds(geometric(runs, (run) => run.elapsedSeconds)),
          seconds(geometric(runs, (run) => run.ownSeconds)),
        ];
      }),
      notes: [
        'quality: throughput of the answer against the proven optimum. worst: of all runs. Means are geometric.',
        'converged: trial time until the answer was first seen, × Shisha’s on the same problem.',
        'as good as Shisha: runs that ever saw such a configuration. after: trial time until then, × Shisha’s; a run that never did counts with all its trial time, so that the figure is a lower bound (≥).',
        'trial time: of the whole run. own time: by the clock, beside it; with simulated trials. The optimum reads the times; it is no online explorer.',
      ],
      comparisons: [
        {
          statement: 'Shisha converges faster than the others, on average',
          paper: '35×',
          ours: rivalWords(book, grid),
        },
      ],
    }),
  };
}

/** Over each pair of a rival and a problem. */
function rivalWords(book: RunBook, grid: Grid): string {
  const problems = problemsOf(grid);
  const ratios = rivalSetups.flatMap((setup) =>
    convergenceRatios(book, problems, setup, shishaSetup),
  );
  if (ratios.length === 0) return 'no rivals';
  const slower = ratios.filter((value) => value > 1).length;
  return (
    `${ratio(average(ratios)).text} arithmetic mean, ${ratio(meanRatio(ratios)).text} geometric; ` +
    `slower than Shisha ${slower} of ${ratios.length} times`
  );
}
