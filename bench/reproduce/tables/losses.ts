import {
  contestNames,
  lossesOf,
  type Contestant,
} from '../../../server/engine/explore/comparison/losses';
import { spreadOf } from '../../../server/engine/explore/comparison/spreadOf';
import { measures } from '../../../server/engine/explore/comparison/measures';
import type { Run } from '../measureJob';
import { outOf, words, type Cell } from '../cell';
import { problemsOf, problemTitle, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { calibratedSetup, onlineSetups, runsOf, setupTitle, type Setup } from '../setups';

/** What is won or lost by trials alone. */
const trialContests = ['quality', 'trials', 'convergenceSeconds'] as const;

/** On how many problems each explorer is beaten. */
export function lossesTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  return {
    title: 'Who loses how often',
    jobs: jobsOf(grid),
    build: (book) => {
      const all = problems.map((problem) => contestants(book, problem, grid));
      return {
        columns: [
          { title: 'explorer' },
          ...contestNames.map((name) => figures(measures[name].label)),
        ],
        rows: onlineSetups.map((setup) => [
          words(setupTitle(setup)),
          ...contestNames.map((measure) => {
            const lost = all.filter((there) =>
              there.some(
                (one) =>
                  one.name === setupTitle(setup) &&
                  lossesOf(one, there).some((loss) => loss.measure === measure),
              ),
            ).length;
            return outOf(lost, problems.length);
          }),
        ]),
        notes: [
          'Problems on which another explorer leads by more than chance explains: the 95 % confidence intervals of the geometric means do not touch. An explorer that gives up early has few trials and converges soon.',
        ],
        comparisons: [],
      };
    },
  };
}

/** Every problem and measure by which the calibrated search is beaten. */
export function calibratedLossesTable(grid: Grid): TablePlan {
  return {
    title: 'Where the calibrated search loses',
    jobs: jobsOf(grid),
    build: (book) => ({
      columns: [
        { title: 'problem' },
        { title: 'measure' },
        { title: 'leader' },
        figures('its figure'),
        figures('the leader’s'),
      ],
      rows: problemsOf(grid).flatMap((problem) => {
        const there = contestants(book, problem, grid);
        const own = there.find(({ name }) => name === setupTitle(calibratedSetup));
        if (own === undefined) return [];
        const losses = lossesOf(own, there);
        return trialContests.flatMap((measure) => {
          const loss = losses.find((one) => one.measure === measure);
          const leader = there.find(({ name }) => name === loss?.to);
          if (leader === undefined) return [];
          const figure = (one: Contestant): Cell => {
            const value = one[measure].geometricMean;
            return { value, text: measures[measure].write(value) };
          };
          return [
            [
              words(problemTitle(problem)),
              words(measures[measure].label),
              words(leader.name),
              figure(own),
              figure(leader),
            ],
          ];
        });
      }),
      notes: [
        'By the rule of the table before, all but own time, which it loses nearly everywhere: it thinks between trials. Geometric means over the seeds.',
      ],
      comparisons: [],
    }),
  };
}

function jobsOf(grid: Grid): TablePlan['jobs'] {
  return problemsOf(grid).flatMap((problem) =>
    onlineSetups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
  );
}

function contestants(book: RunBook, problem: Problem, { seeds }: Grid): Contestant[] {
  return onlineSetups.map((setup) => contestant(setup, book.of(problem, setup), seeds));
}

function contestant(setup: Setup, runs: readonly Run[], seeds: number): Contestant {
  const isExact = runsOf(setup, seeds) === 1;
  const spread = (figure: (run: Run) => number) => spreadOf(runs.map(figure), isExact);
  return {
    name: setupTitle(setup),
    readsTimes: false,
    quality: spread((run) => run.quality),
    trials: spread((run) => run.trials),
    convergenceSeconds: spread((run) => run.convergenceSeconds),
    explorerSeconds: spread((run) => run.ownSeconds),
    explorerBytes: spread((run) => run.bytes),
  };
}
