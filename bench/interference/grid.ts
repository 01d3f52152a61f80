import type { PolicyChoice } from '../../server/engine/interference/policyFacts';
import { recordedPolicy } from '../../server/engine/interference/policyFacts';
import { createPolicy } from '../../server/engine/interference/createPolicy';
import type { Scenario } from '../../server/engine/interference/scenario';
import type { ReplayJob } from '../../server/engine/interference/simulate/replayJob';
import { exampleData, examplePath } from '../examples';
import { drawnScenario, replayProblem, type ReplayProblem } from './problem';
import { replayFigures, sloLevels, type ReplayFigures } from './replayFigures';

/** Policies beside each other, in the order of tables. */
export const gridPolicies: readonly PolicyChoice[] = [
  { policy: 'calibrated' },
  { policy: 'odin', options: { alpha: 10 } },
  { policy: 'odin', options: { alpha: 2 } },
  { policy: 'lls' },
  { policy: 'static' },
  { policy: 'oracle' },
];

/** Queries from one beginning to the next, and that each slowdown lasts: the orders of magnitude of the paper. */
const lengths = [10, 100, 1000] as const;
const seeds = [1, 2, 3, 4, 5, 6] as const;
/** The SLO that violations of a cell are counted by: this share of the quiet throughput. */
const cellSlo = 0.85;

/** Means of a policy over the networks and seeds of a cell. */
export interface CellFigures {
  readonly title: string;
  /** Share of the quiet throughput. */
  readonly throughput: number;
  /** Share of the queries. */
  readonly violations: number;
  readonly trialQueries: number;
}

/** One cell of the grid: figures of each of {@link gridPolicies}. */
export interface GridCell {
  readonly period: number;
  readonly duration: number;
  readonly policies: readonly CellFigures[];
}

/** VGG16 and ResNet-50 on 4 places of 8 cores. */
export function gridProblems(): ReplayProblem[] {
  const platform = exampleData(examplePath.platform('server-4x8'));
  return ['vgg16', 'resnet-50'].map((network) => replayProblem(network, platform));
}

/** Serves 4 000 queries of a problem, as fast as the pipeline takes them. */
export function serve(
  problem: ReplayProblem,
  choice: PolicyChoice,
  scenario: Scenario,
  more: Partial<Pick<ReplayJob, 'noise' | 'seed' | 'queries'>> = {},
): ReplayFigures {
  const { table, memoryBound, start, quietLatencySeconds } = problem;
  const job: ReplayJob = {
    table,
    memoryBound,
    start,
    scenario,
    policy: createPolicy(choice),
    arrivals: { kind: 'closed', inside: null },
    queries: 4000,
    noise: 0,
    seed: 1,
    ...more,
  };
  return replayFigures(job, quietLatencySeconds);
}

let cells: readonly GridCell[] | null = null;

/** The whole grid, once. */
export function grid(): readonly GridCell[] {
  const problems = gridProblems();
  cells ??= lengths.flatMap((period) =>
    lengths.map((duration) => ({
      period,
      duration,
      policies: gridPolicies.map((choice) => cellFigures(problems, choice, period, duration)),
    })),
  );
  return cells;
}

function cellFigures(
  problems: readonly ReplayProblem[],
  choice: PolicyChoice,
  period: number,
  duration: number,
): CellFigures {
  const runs = problems.flatMap((problem) =>
    seeds.map((seed) => {
      const figures = serve(problem, choice, drawnScenario(problem, period, duration, seed));
      return { figures, share: figures.throughput / problem.quietThroughput };
    }),
  );
  const mean = (of: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  const level = sloLevels.indexOf(cellSlo);
  return {
    title: recordedPolicy(choice).title,
    throughput: mean(({ share }) => share),
    violations: mean(({ figures }) => figures.violations[level] ?? 0),
    trialQueries: mean(({ figures }) => figures.trialQueries / figures.queries),
  };
}

/** The grid for people: throughput and violations of each cell. */
export function gridText(): string {
  const lines = grid().map(({ period, duration, policies }) => {
    const figures = policies.map(
      ({ title, throughput, violations }) =>
        `${title} ${throughput.toFixed(3)} (${(100 * violations).toFixed(0)} %)`,
    );
    return `  every ${period} queries for ${duration}: ${figures.join(', ')}`;
  });
  return ['Share of the quiet throughput (queries below 85 % of it):', ...lines].join('\n');
}
