import { evaluate } from '../../cost/evaluate';
import type { Configuration } from '../../pipeline/configuration';
import { createObservation } from '../../pipeline/observation';
import type { ClassProblem } from './classProblem';
import { FarthestLayers } from './farthestLayers';
import { leastPeriod, searchPeriod, type PeriodBounds } from './periodSearch';
import { configurationOf } from './stagePlan';
import { usedVectors } from './usedVectors';
import type { WorkBudget } from './workBudget';

/** Vectors of used places beyond which they are not kept in a table: 40 MB. */
const mostVectors = 5e6;

/** Configuration of the shortest period below `bounds.upper`; null where none was found. */
export function shortestPeriod(
  problem: ClassProblem,
  bounds: PeriodBounds,
  budget: WorkBudget,
): Configuration | null {
  const { table, space } = problem;
  const observation = createObservation(space.places.length);
  const periodOf = (configuration: Configuration): number => {
    evaluate(table, configuration, observation);
    return observation.periodSeconds;
  };
  bounds.lower = Math.max(bounds.lower, leastPeriod(problem));
  if (usedVectors(problem).size > mostVectors) return null;
  const farthest = new FarthestLayers(problem);
  const decide = (periodSeconds: number) => {
    const plan = farthest.decide(periodSeconds, budget);
    return plan === null || plan === 'unknown' ? plan : configurationOf(problem, plan);
  };
  return searchPeriod(problem, bounds, decide, periodOf);
}
