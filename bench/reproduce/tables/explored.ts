import { median } from 'simple-statistics';
import { exploredFraction, spaceSize } from '../../../server/engine/pipeline/spaceSize';
import { geometric } from '../averages';
import { count, percent, size, words } from '../cell';
import { tableOf, titleOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { calibratedSetup, shishaSetup, type Setup } from '../setups';

/** Share of the space that Shisha and the calibrated search try. */
export function exploredTable(grid: Grid): TablePlan {
  const setups = [shishaSetup, calibratedSetup];
  const on = (platform: string): Problem[] =>
    grid.networks.map((network) => ({ network, platform }));
  return {
    title: 'Explored share of the space',
    jobs: grid.platforms
      .flatMap(on)
      .flatMap((problem) => setups.map((setup) => ({ problem, setup, seeds: grid.seeds }))),
    build: (book) => ({
      columns: [
        { title: 'platform' },
        figures('smallest space'),
        figures('largest'),
        ...['Shisha', 'calibrated'].flatMap((name) =>
          ['trials', 'least', 'median', 'most'].map((what) => figures(`${name}: ${what}`)),
        ),
      ],
      rows: grid.platforms.map((platform) => {
        const sizes = on(platform)
          .map(sizeOf)
          .sort((a, b) => (a < b ? -1 : 1));
        return [
          words(titleOf(platform)),
          size(sizes[0] ?? 0n),
          size(sizes.at(-1) ?? 0n),
          ...setups.flatMap((setup) => {
            const shares = on(platform).map((problem) => exploredShare(book, problem, setup));
            const runs = book.all(on(platform), setup);
            return [
              count(geometric(runs, (run) => run.trials)),
              ...[Math.min(...shares), median(shares), Math.max(...shares)].map(percent),
            ];
          }),
        ];
      }),
      notes: [
        'Share of all configurations (cuts × places in order) that were tried, over the networks. Places of equal speed count as different, as in the size of the space.',
      ],
      comparisons: [
        {
          statement: 'Share of the space that Shisha explores',
          paper: '0.12 %',
          ours: `median by platform: ${grid.platforms
            .map((platform) => {
              const shares = on(platform).map((one) => exploredShare(book, one, shishaSetup));
              return `${titleOf(platform)} ${percent(median(shares)).text}`;
            })
            .join(', ')}`,
        },
      ],
    }),
  };
}

function sizeOf(problem: Problem): bigint {
  const { space } = tableOf(problem);
  return spaceSize(space.layers.length, space.places.length);
}

function exploredShare(book: RunBook, problem: Problem, setup: Setup): number {
  const trials = geometric(book.of(problem, setup), (run) => run.trials);
  return exploredFraction(trials, sizeOf(problem));
}
