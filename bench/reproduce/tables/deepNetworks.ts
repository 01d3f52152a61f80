import { spaceSize } from '../../../server/engine/pipeline/spaceSize';
import { geometric } from '../averages';
import type { Run } from '../measureJob';
import { count, quality, seconds, size, words } from '../cell';
import { problemsOf, problemTitle, tableOf, type Grid } from '../problems';
import { figures, type TablePlan } from '../reportTable';
import { calibratedSetup, pipeSearchSetup, setupTitle, shishaSetup } from '../setups';

/** Deep networks have more layers than this. */
const deep = 50;
/** Large platforms have at least so many places. */
const large = 16;

/** Networks of more than 50 layers on the large platforms. */
export function deepNetworksTable(grid: Grid): TablePlan {
  const problems = problemsOf(grid).filter((problem) => {
    const { layers, places } = tableOf(problem).space;
    return layers.length > deep && places.length >= large;
  });
  const setups = [shishaSetup, calibratedSetup, pipeSearchSetup];
  return {
    title: 'Over 50 layers',
    jobs: problems.flatMap((problem) =>
      setups.map((setup) => ({ problem, setup, seeds: grid.seeds })),
    ),
    build: (book) => ({
      columns: [
        { title: 'problem' },
        figures('layers'),
        figures('space'),
        { title: 'explorer' },
        ...['quality', 'trials', 'converged', 'own time'].map(figures),
      ],
      rows: problems.flatMap((problem) => {
        const { layers, places } = tableOf(problem).space;
        return setups.map((setup, i) => {
          const runs = book.of(problem, setup);
          return [
            words(i === 0 ? problemTitle(problem) : ''),
            i === 0 ? count(layers.length) : words(''),
            i === 0 ? size(spaceSize(layers.length, places.length)) : words(''),
            words(setupTitle(setup)),
            quality(geometric(runs, (run) => run.quality)),
            count(geometric(runs, (run) => run.trials)),
            seconds(geometric(runs, (run) => run.convergenceSeconds)),
            seconds(geometric(runs, (run) => run.ownSeconds)),
          ];
        });
      }),
      notes: [
        'Networks of more than 50 compute layers on platforms of 16 places or more. converged: trial time until the answer was first seen. own time: by the clock, with simulated trials.',
      ],
      comparisons: [
        {
          statement: 'Shisha scales to more than 50 compute layers',
          paper: 'yes',
          ours: scaleWords(book.all(problems, shishaSetup)),
        },
      ],
    }),
  };
}

function scaleWords(runs: readonly Run[]): string {
  if (runs.length === 0) return 'no such problem';
  const share = quality(geometric(runs, (run) => run.quality)).text;
  const trials = count(geometric(runs, (run) => run.trials)).text;
  const worst = quality(Math.min(...runs.map((run) => run.quality))).text;
  return `${trials} trials on ${runs.length} problems; ${share} of the optimum, worst ${worst}`;
}
