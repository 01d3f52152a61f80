import { isLevel } from '../../../server/engine/explore/comparison/losses';
import { spreadOf } from '../../../server/engine/explore/comparison/spreadOf';
import type { Spread } from '../../../server/protocol/comparisonResult';
import { convergenceRatios, geometric, meanRatio } from '../averages';
import { count, outOf, quality, ratio, words } from '../cell';
import { problemsOf, type Grid, type Problem } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import type { RunBook } from '../runBook';
import { seededSetups, setupTitle, shishaSetup, type Setup } from '../setups';

/** Each search from random seeds and from Shisha's. */
export function seedsTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid);
  const pairs = seededSetups.map(({ explorer, options }) => ({
    random: { explorer, options: {} },
    seeded: { explorer, options },
  }));
  const setups = [shishaSetup, ...pairs.flatMap(({ random, seeded }) => [random, seeded])];
  return {
    title: 'Shisha’s seed against random seeds',
    jobs: problems.flatMap((problem) =>
      setups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'explorer' },
        figures('seed: random'),
        figures('seed: Shisha’s'),
        figures('quality: from random'),
        figures('quality: from Shisha’s'),
        figures('better'),
        figures('worse'),
        figures('trials: from random'),
        figures('trials: from Shisha’s'),
        figures('faster'),
      ],
      rows: pairs.map(({ random, seeded }) => {
        const runs = book.all(problems, random);
        const seededRuns = book.all(problems, seeded);
        const { better, worse } = contest(book, problems, seeded, random);
        return [
          words(setupTitle(random)),
          quality(geometric(runs, (run) => run.firstQuality)),
          quality(geometric(seededRuns, (run) => run.firstQuality)),
          quality(geometric(runs, (run) => run.quality)),
          quality(geometric(seededRuns, (run) => run.quality)),
          outOf(better, problems.length),
          outOf(worse, problems.length),
          count(geometric(runs, (run) => run.trials)),
          count(geometric(seededRuns, (run) => run.trials)),
          ratio(meanRatio(convergenceRatios(book, problems, random, seeded))),
        ];
      }),
      notes: [
        'seed itself: quality of the first trial. better, worse: problems on which the quality from Shisha’s seed differs by more than chance explains: 95 % confidence intervals of the geometric means that do not touch.',
        'faster: trial time until the answer was first seen, from random seeds / from Shisha’s. A better answer may take longer.',
      ],
      comparisons: [
        {
          statement: 'From Shisha’s seed, searches find better answers than from random seeds',
          paper: 'consistently',
          ours: seedWords(pairs, ({ random, seeded }) => {
            const { better, worse } = contest(book, problems, seeded, random);
            return `better on ${better}, worse on ${worse} of ${problems.length}`;
          }),
        },
        {
          statement: 'From Shisha’s seed, searches converge faster',
          paper: 'consistently',
          ours: seedWords(pairs, ({ random, seeded }) => {
            const ratios = convergenceRatios(book, problems, random, seeded);
            const faster = ratios.filter((value) => value > 1).length;
            return `${ratio(meanRatio(ratios)).text}, faster on ${faster} of ${ratios.length}`;
          }),
        },
      ],
    }),
  };
}

interface Pair {
  readonly random: Setup;
  readonly seeded: Setup;
}

function seedWords(pairs: readonly Pair[], figure: (pair: Pair) => string): string {
  return pairs.map((pair) => `${setupTitle(pair.random)} ${figure(pair)}`).join('; ');
}

/** On how many problems one is better, and worse, than the other beyond what chance explains. */
function contest(
  book: RunBook,
  problems: readonly Problem[],
  one: Setup,
  other: Setup,
): { readonly better: number; readonly worse: number } {
  const spread = (problem: Problem, setup: Setup): Spread =>
    spreadOf(
      book.of(problem, setup).map((run) => run.quality),
      false,
    );
  const different = problems
    .map((problem) => [spread(problem, one), spread(problem, other)] as const)
    .filter(([first, second]) => !isLevel(first, second));
  const better = different.filter(([first, second]) => first.geometricMean > second.geometricMean);
  return { better: better.length, worse: different.length - better.length };
}
