import {
  average,
  convergenceRatios,
  geometric,
  meanRatio,
  ratioOfTimes,
  timeTo,
} from '../averages';
import { bytes, count, outOf, percent, quality, ratio, seconds, words } from '../cell';
import { nearQuality } from '../measureJob';
import { problemsOf, titleOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import { pipeSearchSetup, type Setup } from '../setups';

const randomWalk: Setup = { explorer: 'random-walk', options: {} };

/** Pipe-Search beside the random walk, and what its database costs. */
export function pipeSearchTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const on = (name: string): Problem[] => problems.filter(({ platform }) => platform === name);
  return {
    title: 'Pipe-Search',
    jobs: problems.flatMap((problem) =>
      [pipeSearchSetup, randomWalk].map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'platform' },
        figures('trials'),
        figures('quality'),
        figures('random walk’s'),
        figures('faster, own answers'),
        figures('faster, near-optimal'),
        figures('never'),
        figures('database'),
        figures('own time'),
        figures('trial time'),
      ],
      rows: grid.platforms.map((platform) => {
        const here = on(platform);
        const runs = book.all(here, pipeSearchSetup);
        const walks = book.all(here, randomWalk);
        const near = ratioOfTimes(
          here,
          (problem) => timeTo(book.of(problem, randomWalk), (run) => run.nearSeconds),
          (problem) => timeTo(book.of(problem, pipeSearchSetup), (run) => run.nearSeconds).value,
        );
        return [
          words(titleOf(platform)),
          count(geometric(runs, (run) => run.trials)),
          quality(geometric(runs, (run) => run.quality)),
          quality(geometric(walks, (run) => run.quality)),
          ratio(meanRatio(convergenceRatios(book, here, randomWalk, pipeSearchSetup))),
          ratio(near.value, near.sign),
          outOf(walks.filter((run) => run.nearSeconds === null).length, walks.length),
          bytes(average(runs.map((run) => run.bytes))),
          seconds(geometric(runs, (run) => run.ownSeconds)),
          seconds(geometric(runs, (run) => run.elapsedSeconds)),
        ];
      }),
      notes: [
        'faster: trial time of the random walk / that of Pipe-Search, until the answer of each was first seen, and until each had seen something near-optimal.',
        `near-optimal: at least ${percent(nearQuality).text} of the proven optimum. never: runs of the walk that saw none; they count with all their trial time (≥).`,
        'own time: by the clock, to build and search the database, with simulated trials. trial time: what the trials would have taken. database: memory of its entries, with the cap of the option.',
      ],
      comparisons: [
        {
          statement: 'Pipe-Search converges faster than a random walk',
          paper: '11×',
          ours: fasterWords(convergenceRatios(book, problems, randomWalk, pipeSearchSetup)),
        },
        {
          statement: 'Pipe-Search’s database takes memory and time on large platforms',
          paper: 'yes',
          ours: grid.platforms
            .map((platform) => {
              const runs = book.all(on(platform), pipeSearchSetup);
              const size = bytes(average(runs.map((run) => run.bytes))).text;
              return `${titleOf(platform)} ${size}`;
            })
            .join(', '),
        },
      ],
    }),
  };
}

function fasterWords(ratios: readonly number[]): string {
  return `own answers ${ratio(meanRatio(ratios)).text} geometric mean, ${ratio(average(ratios)).text} arithmetic`;
}
