import { evaluate } from '../../cost/evaluate';
import type { TimeTable } from '../../cost/timeTable';
import type { Configuration } from '../../pipeline/configuration';
import { costOf } from '../../pipeline/objective';
import { createObservation } from '../../pipeline/observation';
import { classProblem } from './classProblem';
import { shortestPeriod } from './shortestPeriod';
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
const defaultMostWork = 1e9;

/** The exact optimum of a table for its space's objective and replicas, or bounds of it. */
export function solveOptimum(table: TimeTable, limits: OptimumLimits = {}): OptimumAnswer {
  const { space } = table;
  const { upperBoundCost = Infinity, mostWork = defaultMostWork, shouldStop } = limits;
  if (space.objective.goal !== 'throughput' || space.objective.maxLatencySeconds !== Infinity) {
    return { configuration: null, cost: Infinity, lowerBound: 0, proven: false };
  }
  const bounds = { lower: 0, upper: upperBoundCost };
  const budget = new WorkBudget(mostWork, shouldStop);
  const configuration = shortestPeriod(classProblem(table), bounds, budget);
  const proven = bounds.lower >= bounds.upper;
  if (configuration === null) {
    return { configuration, cost: Infinity, lowerBound: bounds.lower, proven };
  }
  const observation = createObservation(space.places.length);
  evaluate(table, configuration, observation);
  const cost = costOf(space.objective, observation);
  return { configuration, cost, lowerBound: Math.min(bounds.lower, cost), proven };
}
