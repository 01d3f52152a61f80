import { average } from '../averages';
import { percent, words } from '../cell';
import { nearQualities, nearQuality } from '../measureJob';
import { problemsOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { onlineSetups, pipeSearchSetup, setupTitle, type Setup } from '../setups';

/** Share of the trials of each explorer that are near-optimal. */
export function nearOptimalTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  return {
    title: 'Near-optimal trials',
    jobs: problems.flatMap((problem) =>
      onlineSetups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'explorer' },
        ...nearQualities.map((share) => figures(`≥ ${percent(share).text} of optimum`)),
      ],
      rows: onlineSetups.map((setup) => [
        words(setupTitle(setup)),
        ...nearQualities.map((_, index) => percent(nearShare(book, problems, setup, index))),
      ]),
      notes: [
        'Share of the configurations that were tried whose throughput is at least so much of the proven optimum: mean over the runs.',
      ],
      comparisons: [
        {
          statement: 'Share of Pipe-Search’s tested configurations that are near-optimal',
          paper: '79 %',
          ours: nearQualities
            .map((share, index) => {
              const { text } = percent(nearShare(book, problems, pipeSearchSetup, index));
              const chosen = share === nearQuality ? ' (our reading)' : '';
              return `${text} within ${percent(1 - share).text} of the optimum${chosen}`;
            })
            .join(', '),
        },
      ],
    }),
  };
}

function nearShare(
  book: RunBook,
  problems: readonly Problem[],
  setup: Setup,
  index: number,
): number {
  const shares = book
    .all(problems, setup)
    .map(({ nearTrials, trials }) => (nearTrials[index] ?? 0) / trials);
  return average(shares);
}
