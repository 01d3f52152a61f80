import type { PolicyChoice } from '../../server/engine/interference/policyFacts';
import type { Scenario } from '../../server/engine/interference/scenario';
import { medianMilliseconds, type Claim } from '../claim';
import { drawnScenario } from './problem';
import { grid, gridPolicies, gridProblems, gridText, serve, type CellFigures } from './grid';

const quiet: Scenario = { name: 'quiet', axis: 'queries', episodes: () => [] };
const queries = 4000;
const method = 'VGG16 and ResNet-50 on 4 places; 9 periods × durations, 6 seeds, 4000 queries each';
const quietMethod = 'VGG16 and ResNet-50 on 4 places, 4000 queries, all policies';

/** For each cell of the grid, a figure of one policy against another's. */
function against(
  first: string,
  second: string,
  compare: (first: CellFigures, second: CellFigures) => number,
): number[] {
  return grid().map(({ policies }) => {
    const one = policies.find(({ title }) => title === first);
    const other = policies.find(({ title }) => title === second);
    if (!one || !other) throw new Error(`No figures of ${first} and ${second}.`);
    return compare(one, other);
  });
}

const throughputs = (first: string, second: string) =>
  against(first, second, (a, b) => a.throughput / b.throughput);
const violations = (first: string, second: string) =>
  against(first, second, (a, b) => 100 * (a.violations - b.violations));

const observing = gridPolicies.filter(({ policy }) => policy !== 'static' && policy !== 'oracle');

function duels(first: string, second: string, least: number, most: number): Claim[] {
  const beside = `Interference: ${first} beside ${second}`;
  return [
    {
      name: `${beside}, throughput, worst cell`,
      unit: '×',
      limit: { atLeast: least },
      method,
      measure: async () => Math.min(...throughputs(first, second)),
    },
    {
      name: `${beside}, violations, worst cell`,
      unit: 'points',
      limit: { atMost: most },
      method,
      measure: async () => Math.max(...violations(first, second)),
    },
  ];
}

/** What rebalancing gains under interference, and that it costs nothing where there is none. */
export const interferenceClaims: readonly Claim[] = [
  {
    name: 'Interference: replay of 1 000 000 queries, ODIN',
    unit: 's',
    limit: { atMost: 2 },
    method: 'ResNet-50 on 4 places, every 1000 queries for 500, engine time, warm',
    measure: async () => (await millionQueries({ policy: 'odin' })) / 1e3,
  },
  {
    name: 'Interference: calibrated beside ODIN, throughput, mean of cells',
    unit: '×',
    limit: { atLeast: 1.02 },
    method,
    measure: async () => {
      console.error(gridText());
      return mean(throughputs('Calibrated', 'ODIN α 10'));
    },
  },
  // Where slowdowns are rare and short nobody can gain, and a thousandth is chance.
  ...duels('Calibrated', 'ODIN α 10', 0.999, 1),
  ...duels('Calibrated', 'ODIN α 2', 0.999, 1),
  // Published as it is: short slowdowns end before its trials do. What it loses then is told, not claimed.
  ...duels('ODIN α 10', 'LLS', 0.9, 15),
  {
    name: 'Interference: any policy beside static where nothing is slowed',
    unit: '×',
    limit: { atLeast: 0.99 },
    method: `${quietMethod}, with and without noise of ±10 %`,
    measure: async () => Math.min(...[0, 0.1].flatMap(quietShares)),
  },
  {
    name: 'Interference: false rebalancings at noise of ±10 %',
    unit: 'per 1000 queries',
    limit: { atMost: 1 },
    method: `${quietMethod}, 3 seeds, the worst`,
    measure: async () => Math.max(...falseRebalancings()),
  },
  {
    name: 'Interference: throughput after it has ended, worst',
    unit: '× quiet',
    limit: { atLeast: 0.98 },
    method: 'one slowdown of each place by 2, 1000 queries; queries 2000 to 4000; calibrated',
    measure: async () => Math.min(...recoveries()),
  },
];

function quietShares(noise: number): number[] {
  return gridProblems().flatMap((problem) => {
    const base = serve(problem, { policy: 'static' }, quiet, { noise }).throughput;
    return observing.map((choice) => serve(problem, choice, quiet, { noise }).throughput / base);
  });
}

function falseRebalancings(): number[] {
  return gridProblems().flatMap((problem) =>
    observing.flatMap((choice) =>
      [1, 2, 3].map((seed) => {
        const { detections } = serve(problem, choice, quiet, { noise: 0.1, seed });
        return (1000 * detections) / queries;
      }),
    ),
  );
}

/** Shares of the quiet throughput, from latencies: in a closed loop they are the queries inside × the period. */
function recoveries(): number[] {
  return gridProblems().flatMap((problem) =>
    problem.table.space.places.map((_, place) => {
      const episode = { index: 0, place, name: 'slow', slowdown: { compute: 2, memory: 2 } };
      const scenario: Scenario = {
        name: 'once',
        axis: 'queries',
        episodes: () => [{ ...episode, from: 500, to: 1500 }],
      };
      const { latencies } = serve(problem, { policy: 'calibrated' }, scenario);
      return problem.quietLatencySeconds / mean(latencies.subarray(2000));
    }),
  );
}

function millionQueries(choice: PolicyChoice): Promise<number> {
  const [, problem] = gridProblems();
  if (!problem) throw new Error('No problem.');
  const scenario = drawnScenario(problem, 1000, 500, 1);
  return medianMilliseconds(() => serve(problem, choice, scenario, { queries: 1e6 }), {
    runs: 3,
    warmups: 1,
  });
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
