import { average } from '../averages';
import { percent, words } from '../cell';
import { nearQualities, nearQuality } from '../measureJob';
import { problemsOf, titleOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { onlineSetups, pipeSearchSetup, setupTitle, type Setup } from '../setups';

/** Share of the trials of each explorer that are near-optimal. */
export function nearOptimalTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const on = (name: string): Problem[] => problems.filter(({ platform }) => platform === name);
  return {
    title: 'Near-optimal trials',
    jobs: problems.flatMap((problem) =>
      onlineSetups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'explorer' },
        ...nearQualities.map((share) => figures(`≥ ${percent(share).text}`)),
        ...grid.platforms.map((platform) => figures(titleOf(platform))),
      ],
      rows: onlineSetups.map((setup) => [
        words(setupTitle(setup)),
        ...nearQualities.map((share) => percent(nearShare(book, problems, setup, share))),
        ...grid.platforms.map((platform) =>
          percent(nearShare(book, on(platform), setup, nearQuality)),
        ),
      ]),
      notes: [
        `Share of the configurations tried that reach so much of the proven optimum, mean over the runs; by platform those that reach ${percent(nearQuality).text}.`,
      ],
      comparisons: [
        {
          statement: 'Share of Pipe-Search’s tested configurations that are near-optimal',
          paper: '79 %',
          ours: [
            ...nearQualities.map((share) => {
              const { text } = percent(nearShare(book, problems, pipeSearchSetup, share));
              return `${text} reach ${percent(share).text} of the optimum`;
            }),
            ...grid.platforms.map((platform) => {
              const { text } = percent(nearShare(book, on(platform), pipeSearchSetup, nearQuality));
              return `${titleOf(platform)} ${text}`;
            }),
          ].join(', '),
        },
      ],
    }),
  };
}

function nearShare(
  book: RunBook,
  problems: readonly Problem[],
  setup: Setup,
  least: (typeof nearQualities)[number],
): number {
  const index = nearQualities.indexOf(least);
  const shares = book
    .all(problems, setup)
    .map(({ nearTrials, trials }) => (nearTrials[index] ?? 0) / trials);
  return average(shares);
}
