import type { ClassProblem } from './classProblem';
import { FarthestLayers } from './farthestLayers';
import { usedVectors } from './usedVectors';
import { WorkBudget } from './workBudget';

/**
 * For each class, the fewest of its places with which a pipeline of at most `periodSeconds` exists,
 * other classes being used as far as they go; null where finding out takes more than `mostWork`. The
 * period must be reachable.
 */
export function neededPlaces(
  problem: ClassProblem,
  periodSeconds: number,
  mostWork: number,
): number[] | null {
  if (usedVectors(problem).size > mostWork) return null;
  return new FarthestLayers(problem).fewestPlaces(periodSeconds, new WorkBudget(mostWork));
}
