import { significant } from '../../../server/engine/core/units';
import { geometric } from '../averages';
import { count, quality, words, type Cell } from '../cell';
import { problemsOf, ratioPlatform, titleOf, type Grid, type Problem } from '../problems';
import { figures, type Comparison, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import type { Setup } from '../setups';

const alphas = [1, 2, 5, 10, 20, 50, 100] as const;
const last = 100;
const ratios = [1, 2, 4, 8, 16] as const;

/** Problems of one row. */
interface Group {
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** Shisha's α against how much the places differ. */
export function patienceByRatio({ networks, seeds }: Grid): TablePlan {
  const groups = ratios.map((ratio) => ({
    name: `${ratio}×`,
    problems: networks.map((network) => ({ network, platform: ratioPlatform(ratio) })),
  }));
  return patience({
    title: 'α against how much places differ',
    column: 'fast / slow',
    groups,
    seeds,
    note: 'On chiplet-4f4s with slow places that compute and read memory at 1 / ratio of the fast ones’ speed. At 1× all places are equal, and all are fast.',
    comparisons: (book) => [
      {
        statement: 'A larger α finds better answers, the more so the more places differ',
        paper: 'yes',
        ours: `gain of α ${last} over α ${alphas[0]}: ${groups
          .map(({ name, problems }) => `${gain(book, problems).text} at ${name}`)
          .join(', ')} points`,
      },
    ],
  });
}

/** Shisha's α on every platform of the grid. */
export function patienceByPlatform(grid: Grid): TablePlan {
  return patience({
    title: 'α by platform',
    column: 'platform',
    groups: grid.platforms.map((name) => ({
      name: titleOf(name),
      problems: problemsOf(grid).filter(({ platform }) => platform === name),
    })),
    seeds: grid.seeds,
    note: 'On the platforms of the other tables, which use α 10.',
    comparisons: () => [],
  });
}

interface Parts {
  readonly title: string;
  readonly column: string;
  readonly groups: readonly Group[];
  readonly seeds: number;
  readonly note: string;
  comparisons(book: RunBook): Comparison[];
}

function patience({ title, column, groups, seeds, note, comparisons }: Parts): TablePlan {
  const all = groups.flatMap(({ problems }) => problems);
  return {
    title,
    jobs: all.flatMap((problem) =>
      alphas.map((alpha) => ({ problem, setup: withAlpha(alpha), seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: column },
        ...alphas.map((alpha) => figures(`α ${alpha}`)),
        figures('gain, points'),
      ],
      rows: [
        ...groups.map(({ name, problems }) => [
          words(name),
          ...alphas.map((alpha) => quality(meanQuality(book, problems, alpha))),
          gain(book, problems),
        ]),
        [
          words('trials'),
          ...alphas.map((alpha) =>
            count(geometric(book.all(all, withAlpha(alpha)), (run) => run.trials)),
          ),
          words(''),
        ],
      ],
      notes: [
        `Quality of Shisha, geometric mean over the networks; last the trials, geometric mean of all. ${note}`,
        `gain: of α ${last} over α ${alphas[0]}.`,
      ],
      comparisons: comparisons(book),
    }),
  };
}

function gain(book: RunBook, problems: readonly Problem[]): Cell {
  const points = 100 * (meanQuality(book, problems, last) - meanQuality(book, problems, alphas[0]));
  return { value: points, text: significant(points, 2) };
}

function withAlpha(alpha: number): Setup {
  return { explorer: 'shisha', options: { alpha } };
}

function meanQuality(book: RunBook, problems: readonly Problem[], alpha: number): number {
  return geometric(book.all(problems, withAlpha(alpha)), (run) => run.quality);
}
