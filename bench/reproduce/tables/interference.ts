import { quantileSorted } from 'simple-statistics';
import { recordedPolicy, type PolicyChoice } from '../../../server/engine/interference/policyFacts';
import { exampleData, examplePath } from '../../examples';
import { gridPolicies, serve } from '../../interference/grid';
import { drawnScenario, replayProblem, type ReplayProblem } from '../../interference/problem';
import { sloLevels, type ReplayFigures } from '../../interference/replayFigures';
import { average } from '../averages';
import { count, percent, throughput, words } from '../cell';
import type { Grid } from '../problems';
import { figures, type ReportTable, type TablePlan } from '../reportTable';

/** Queries from one beginning to the next, and that each slowdown lasts. */
const lengths = [10, 100, 1000];

interface PolicyRuns {
  readonly title: string;
  readonly runs: readonly { readonly problem: ReplayProblem; readonly figures: ReplayFigures }[];
}

/** Every policy on VGG16 and ResNet-50, 4 places of 8 cores, all periods and durations (Paper III). */
export function rebalancingTable(grid: Grid): TablePlan {
  return {
    title: 'Interference: policies',
    jobs: [],
    build: () => {
      const all = runsOf(grid);
      const lls = all.find(({ title }) => title === 'LLS');
      const better = (policy: PolicyRuns | undefined, of: (runs: PolicyRuns) => number) =>
        policy && lls ? of(policy) / of(lls) : NaN;
      const latency = ({ runs }: PolicyRuns) =>
        average(runs.map(({ problem, figures: f }) => f.meanLatencySeconds / problem.quietLatencySeconds)); // prettier-ignore
      const tail = ({ runs }: PolicyRuns) =>
        average(runs.map(({ problem, figures: f }) => quantileSorted([...f.latencies].sort((a, b) => a - b), 0.99) / problem.quietLatencySeconds)); // prettier-ignore
      const served = ({ runs }: PolicyRuns) =>
        average(runs.map(({ problem, figures: f }) => f.throughput / problem.quietThroughput));
      const gained = (title: string) => {
        const policy = all.find((one) => one.title === title);
        return `latency ${percent(better(policy, latency)).text} of LLS’s, throughput ${percent(better(policy, served)).text}`;
      };
      return {
        columns: [
          { title: 'policy' },
          ...['latency', 'p99', 'throughput', 'latency over LLS', 'throughput over LLS'].map(figures),
          ...['rebalancing', 'trials'].map(figures),
        ],
        rows: all.map((policy) => [
          words(policy.title),
          percent(latency(policy)),
          percent(tail(policy)),
          percent(served(policy)),
          percent(better(policy, latency)),
          percent(better(policy, served)),
          percent(average(policy.runs.map(({ figures: f }) => f.trialQueries / f.queries))),
          count(average(policy.runs.map(({ figures: f }) => f.trials))),
        ]),
        notes: [
          'latency, p99: of the quiet pipeline’s latency. throughput: of the quiet optimum. Queries come as fast as the pipeline takes them, twice its stages inside.',
          'rebalancing: share of queries that trials served; they count like all others.',
        ],
        comparisons: [
          { statement: 'ODIN’s latency and throughput beside LLS, α 10', paper: '15.8 % better latency, 19 % more throughput', ours: gained('ODIN α 10') },
          { statement: 'ODIN’s latency beside LLS, α 2', paper: '14.1 % better', ours: gained('ODIN α 2') },
        ],
      };
    },
  }; // prettier-ignore
}

/** Share of queries below each share of the quiet throughput. */
export function sloTable(grid: Grid): TablePlan {
  return {
    title: 'Interference: SLO violations',
    jobs: [],
    build: () => {
      const all = runsOf(grid);
      const share = ({ runs }: PolicyRuns, level: number) =>
        average(runs.map(({ figures: f }) => f.violations[level] ?? 0));
      const odin = all.filter(({ title }) => title.startsWith('ODIN'));
      const lls = all.filter(({ title }) => title === 'LLS');
      const at = (policies: readonly PolicyRuns[], slo: (typeof sloLevels)[number]) =>
        policies
          .map((one) => `${one.title} ${percent(share(one, sloLevels.indexOf(slo))).text}`)
          .join(', ');
      return {
        columns: [{ title: 'SLO' }, ...all.map(({ title }) => figures(title))],
        rows: sloLevels.map((slo, level) => [
          percent(slo),
          ...all.map((policy) => percent(share(policy, level))),
        ]),
        notes: ['SLO: share of the quiet throughput; a query violates it whose latency is longer than the quiet latency over that share.'],
        comparisons: [
          { statement: 'ODIN violates SLOs below 85 % of the peak for few queries', paper: 'fewer than 20 %', ours: `at 80 %: ${at(odin, 0.8)}; at 70 %: ${at(odin, 0.7)}` },
          { statement: 'ODIN sustains 70 % of the throughput where LLS does for half of the queries', paper: '70 %', ours: `violations at 70 %: ${at([...odin, ...lls], 0.7)}` },
        ],
      };
    },
  }; // prettier-ignore
}

const scaledPolicies: readonly PolicyChoice[] = gridPolicies.filter(
  ({ policy }) => policy !== 'calibrated',
);

/** ResNet-152 on more and more places of 8 cores. */
export function scalingTable({ interference }: Grid): TablePlan {
  return {
    title: 'Interference: ResNet-152 on more places',
    jobs: [],
    build: () => {
      const rows = interference.places.map((places) => {
        const problem = replayProblem('resnet-152', equalPlaces(places));
        const runs = scaledPolicies.map((choice) =>
          serve(problem, choice, drawnScenario(problem, 100, 100, 1), { queries: interference.queries }),
        );
        return { places, problem, runs };
      });
      const columns: ReportTable['columns'] = [
        figures('places'),
        figures('stages'),
        figures('quiet'),
        ...scaledPolicies.map((choice) => figures(recordedPolicy(choice).title)),
      ];
      return {
        columns,
        rows: rows.map(({ places, problem, runs }) => [
          count(places),
          count(problem.start.stages),
          throughput(problem.quietThroughput),
          ...runs.map((run) => percent(run.throughput / problem.quietThroughput)),
        ]),
        notes: ['One place after another is slowed, each for 100 queries. Policies: share of the quiet throughput. The calibrated policy solves for seconds between queries on the largest of these, and is left out.'],
        comparisons: [
          {
            statement: 'ODIN’s throughput grows with the number of places, near the peak',
            paper: '4 to 52 places',
            ours: rows.map(({ places, problem, runs }) => `${places}: ${throughput(runs[0]?.throughput ?? 0).text} of ${throughput(problem.quietThroughput).text}`).join(', '),
          },
        ],
      };
    },
  }; // prettier-ignore
}

const made = new Map<Grid, readonly PolicyRuns[]>();

function runsOf(grid: Grid): readonly PolicyRuns[] {
  const known = made.get(grid);
  if (known !== undefined) return known;
  const { queries, seeds } = grid.interference;
  const platform = exampleData(examplePath.platform('server-4x8'));
  const problems = ['vgg16', 'resnet-50'].map((network) => replayProblem(network, platform));
  const all = gridPolicies.map((choice) => ({
    title: recordedPolicy(choice).title,
    runs: problems.flatMap((problem) =>
      lengths.flatMap((period) =>
        lengths.flatMap((duration) =>
          Array.from({ length: seeds }, (_, i) => ({
            problem,
            figures: serve(problem, choice, drawnScenario(problem, period, duration, i + 1), { queries }), // prettier-ignore
          })),
        ),
      ),
    ),
  }));
  made.set(grid, all);
  return all;
}

/** As server-4x8, with as many places as wanted. */
function equalPlaces(places: number): unknown {
  return {
    platform: `server-${places}x8`,
    memories: { quadrant: { bandwidth_gb_s: 51.2, capacity_gb: 64 } },
    execution_places: [
      {
        name: 'ep',
        count: places,
        cores: 8,
        clock_ghz: 2.8,
        flops_per_cycle: 32,
        memory: 'quadrant',
      },
    ],
    links: { default: { bandwidth_gb_s: 30, latency_us: 1 } },
    transfers: 'overlapped',
  };
}
