import { throughputOf } from '../../../server/engine/pipeline/observation';
import { solveOptimum } from '../../../server/engine/explore/optimum/solveOptimum';
import { geometric } from '../averages';
import { quality, throughput, words } from '../cell';
import { problemsOf, problemTitle, tableOf, titleOf, type Grid } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { onlineSetups, setupTitle, shishaSetup } from '../setups';

/** The networks on which Paper II found Shisha equal to exhaustive search. */
const equalNetworks = ['resnet-50', 'yolov3'];

/** The proven optimum of every problem, and how near each explorer comes. */
export function qualitiesTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  return {
    title: 'Quality on every problem',
    jobs: problems.flatMap((problem) =>
      onlineSetups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'problem' },
        figures('optimum'),
        ...onlineSetups.map((setup) => figures(setupTitle(setup))),
      ],
      rows: problems.map((problem) => [
        words(problemTitle(problem)),
        throughput(throughputOf(solveOptimum(tableOf(problem)).cost)),
        ...onlineSetups.map((setup) =>
          quality(geometric(book.of(problem, setup), (run) => run.quality)),
        ),
      ]),
      notes: [
        'optimum: proven, with transfer times and memory limits; what exhaustive search would find. The others: share of it, geometric mean over the seeds.',
      ],
      comparisons: equalNetworks
        .filter((network) => grid.networks.includes(network))
        .map((network) => ({
          statement: `Shisha against exhaustive search, ${titleOf(network)}`,
          paper: 'equal',
          ours: equalWords(book, grid, network),
        })),
    }),
  };
}

/** A share for each platform: what exhaustive search finds is the proven optimum. */
function equalWords(book: RunBook, { platforms }: Grid, network: string): string {
  return platforms
    .map((platform) => {
      const runs = book.of({ network, platform }, shishaSetup);
      return `${titleOf(platform)} ${quality(geometric(runs, (run) => run.quality)).text}`;
    })
    .join(', ');
}
