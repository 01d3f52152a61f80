import { spaceSize } from '../../../server/engine/pipeline/spaceSize';
import { geometric, meanRatio } from '../averages';
import { noCell, quality, ratio, seconds, size, words, type Cell } from '../cell';
import { problemsOf, problemTitle, tableOf, titleOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { exhaustiveSetup, pipeSearchSetup, shishaSetup, type Setup } from '../setups';
import { walkSample } from '../walkSample';

/** A larger space is not walked through, only counted. */
const mostWalked = 20_000_000n;

/** Exhaustive search beside Pipe-Search and Shisha; reckoned where it cannot be run. */
export function exhaustiveTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const walked = problems.filter((problem) => sizeOf(problem) <= mostWalked);
  return {
    title: 'Exhaustive search',
    jobs: [
      ...walked.map((problem) => ({ problem, setup: exhaustiveSetup, seeds: 1 })),
      ...problems.flatMap((problem) =>
        [shishaSetup, pipeSearchSetup].map((setup) => ({ problem, setup, seeds: grid.seeds })),
      ),
    ],
    build: (book) => {
      const rows = problems.map((problem) => ({
        problem,
        ...(walked.includes(problem) ? ran(book, problem) : reckoned(problem)),
      }));
      return {
        columns: [
          { title: 'problem' },
          ...['space', 'trial time', 'by the clock', 'best seen', 'Pipe-Search', 'Shisha'].map(
            figures,
          ),
          figures('Pipe-Search quality'),
          figures('Shisha quality'),
        ],
        rows: rows.map(({ problem, ...walk }) => [
          words(problemTitle(problem)),
          size(sizeOf(problem)),
          seconds(walk.trialSeconds, walk.isReckoned),
          seconds(walk.clockSeconds, walk.isReckoned),
          walk.bestSeconds === null ? noCell : seconds(walk.bestSeconds),
          ...[pipeSearchSetup, shishaSetup].map((setup): Cell => {
            const times = walk.trialSeconds / converged(book, problem, setup);
            return ratio(times, walk.isReckoned ? '≈' : '');
          }),
          ...[pipeSearchSetup, shishaSetup].map((setup) =>
            quality(geometric(book.of(problem, setup), (run) => run.quality)),
          ),
        ]),
        notes: [
          'trial time: of the whole walk, since only its end tells that nothing is better. best seen: trial time until its answer was first seen; the walk begins with shallow pipelines.',
          'Pipe-Search, Shisha: the whole walk’s trial time × that until their answers were first seen.',
          `Spaces of more than ${size(mostWalked).text} configurations are counted, not walked through (≈): trial time is the size × the mean charge of 20 000 configurations drawn from the whole space, time by the clock the size / the rate of 200 000 trials from the middle of the walk.`,
        ],
        comparisons: [
          {
            statement: 'Pipe-Search converges faster than exhaustive search',
            paper: '70×',
            ours: fasterWords(book, grid, rows, pipeSearchSetup),
          },
        ],
      };
    },
  };
}

interface Walk {
  readonly trialSeconds: number;
  readonly clockSeconds: number;
  /** Null where it was not run. */
  readonly bestSeconds: number | null;
  readonly isReckoned: boolean;
}

function ran(book: RunBook, problem: Problem): Walk {
  const runs = book.of(problem, exhaustiveSetup);
  return {
    trialSeconds: geometric(runs, (run) => run.elapsedSeconds),
    clockSeconds: geometric(runs, (run) => run.ownSeconds),
    bestSeconds: geometric(runs, (run) => run.convergenceSeconds),
    isReckoned: false,
  };
}

function reckoned(problem: Problem): Walk {
  const configurations = Number(sizeOf(problem));
  const { trialSeconds, trialsPerSecond } = walkSample(tableOf(problem));
  return {
    trialSeconds: configurations * trialSeconds,
    clockSeconds: configurations / trialsPerSecond,
    bestSeconds: null,
    isReckoned: true,
  };
}

function sizeOf(problem: Problem): bigint {
  const { space } = tableOf(problem);
  return spaceSize(space.layers.length, space.places.length);
}

function converged(book: RunBook, problem: Problem, setup: Setup): number {
  return geometric(book.of(problem, setup), (run) => run.convergenceSeconds);
}

/** Geometric means over the networks, of each platform whose spaces were walked through. */
function fasterWords(
  book: RunBook,
  { platforms }: Grid,
  rows: readonly (Walk & { readonly problem: Problem })[],
  setup: Setup,
): string {
  return platforms
    .flatMap((platform) => {
      const walks = rows.filter((row) => row.problem.platform === platform && !row.isReckoned);
      if (walks.length === 0) return [];
      const times = (of: (walk: Walk) => number): string =>
        ratio(meanRatio(walks.map((walk) => of(walk) / converged(book, walk.problem, setup)))).text;
      const best = times(({ bestSeconds }) => bestSeconds ?? 0);
      return `${titleOf(platform)} ${times(({ trialSeconds }) => trialSeconds)} (until its best ${best})`;
    })
    .join(', ');
}
