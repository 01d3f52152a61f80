import type { TimeTable } from '../../cost/timeTable';
import type { Configuration } from '../../pipeline/configuration';
import { costOfExcess, keepsBounds, type Objective } from '../../pipeline/objective';
import { classProblem, type ClassProblem } from './classProblem';
import type { Found } from './found';
import { leastEnergy } from './leastEnergy';
import { leastExcess } from './leastExcess';
import { leastLatency } from './leastLatency';
import { shortestPeriodWithin } from './shortestPeriod';
import { trialOf } from './trialOf';
import { WorkBudget } from './workBudget';

/** When a search for the optimum may end before it is proven; all optional. */
export interface OptimumLimits {
  /** A cost that is already reached: only better ones are searched for. */
  readonly upperBoundCost?: number;
  /** Most steps of inner loops: 1e8 take about a second. */
  readonly mostWork?: number;
  /** Asked now and then; true ends the search with what is known. */
  readonly shouldStop?: () => boolean;
}

/** The best configuration of a table for its objective, as far as it is known. */
export interface OptimumAnswer {
  /** Null where nothing better than `upperBoundCost` exists (proven), or nothing was found. */
  readonly configuration: Configuration | null;
  /** Of the configuration, as a trial of it would show; Infinity without one. */
  readonly cost: number;
  /** No configuration costs less. */
  readonly lowerBound: number;
  /** True where no configuration costs less than this one, or than `upperBoundCost` without one. */
  readonly proven: boolean;
}

/** Work that a proof may take where nothing is said. */
const defaultMostWork = 3e8;

/** The exact optimum of a table for its space's objective and replicas, or bounds of it. */
export function solveOptimum(table: TimeTable, limits: OptimumLimits = {}): OptimumAnswer {
  const { upperBoundCost = Infinity, mostWork = defaultMostWork, shouldStop } = limits;
  const { objective } = table.space;
  const problem = classProblem(table);
  const budget = new WorkBudget(mostWork, shouldStop);
  const answer = leastCost(problem, objective, upperBoundCost, budget);
  // Sums and quotients are rounded: what costs as much as is known is not better.
  return answer.cost < upperBoundCost ? answer : { ...answer, configuration: null, cost: Infinity };
}

function leastCost(
  problem: ClassProblem,
  objective: Objective,
  upperBoundCost: number,
  budget: WorkBudget,
): OptimumAnswer {
  const bounded = keepsBounds(upperBoundCost);
  const within = leastWithin(problem, objective, bounded ? upperBoundCost : Infinity, budget);
  const answer = answerOf(problem, within);
  if (keepsBounds(answer.cost) || bounded || !within.proven) return answer;
  // No configuration keeps the bounds: the least broken one is the best.
  const { maxPeriodSeconds, maxLatencySeconds } = objective;
  if (maxPeriodSeconds === Infinity && maxLatencySeconds === Infinity) return answer;
  const below = upperBoundCost / costOfExcess(1);
  const excess = leastExcess(problem, maxPeriodSeconds, maxLatencySeconds, below, budget);
  return answerOf(problem, excess, costOfExcess);
}

/** The least of what the objective looks for, of configurations that keep its bounds. */
function leastWithin(
  problem: ClassProblem,
  { goal, maxPeriodSeconds, maxLatencySeconds }: Objective,
  below: number,
  budget: WorkBudget,
): Found {
  if (goal === 'throughput') {
    return shortestPeriodWithin(problem, maxLatencySeconds, below, budget);
  }
  if (goal === 'energy' && !problem.space.hasPower) {
    return { configuration: null, lower: -Infinity, proven: false };
  }
  const found = budget.withShare(0.8, (part) =>
    goal === 'latency'
      ? leastLatency(problem, maxPeriodSeconds, below, part)
      : leastEnergy(problem, maxPeriodSeconds, maxLatencySeconds, below, part),
  );
  if (found.proven || found.configuration !== null) return found;
  // Better than no answer: the shortest period.
  const { configuration } = shortestPeriodWithin(problem, maxLatencySeconds, Infinity, budget);
  const kept = configuration && keepsBounds(trialOf(problem, configuration).observation.cost);
  return { ...found, configuration: kept ? configuration : null };
}

function answerOf(
  problem: ClassProblem,
  { configuration, lower, proven }: Found,
  toCost = (least: number) => least,
): OptimumAnswer {
  if (configuration === null) {
    return { configuration, cost: Infinity, lowerBound: toCost(lower), proven };
  }
  const { cost } = trialOf(problem, configuration).observation;
  return { configuration, cost, lowerBound: proven ? cost : Math.min(toCost(lower), cost), proven };
}
