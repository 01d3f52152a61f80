import { cheapestPlan, latencyCosts } from './cheapestPlan';
import type { ClassProblem } from './classProblem';
import { FarthestLayers } from './farthestLayers';
import type { Found } from './found';
import { leastPeriod, searchPeriod, type Decision, type PeriodBounds } from './periodSearch';
import type { PlannedStage } from './stagePlan';
import { trialOfPlan, type OptimumTrial } from './trialOf';
import { usedVectors } from './usedVectors';
import type { WorkBudget } from './workBudget';

/** Vectors of used places beyond which they are not kept in a table: 40 MB. */
const mostVectors = 5e6;

/** The shortest period below `below`. */
export function shortestPeriod(problem: ClassProblem, below: number, budget: WorkBudget): Found {
  const bounds = { lower: leastPeriod(problem), upper: below };
  if (usedVectors(problem).size > mostVectors) return found(bounds, null);
  const farthest = new FarthestLayers(problem);
  const decide = (periodSeconds: number) => tried(problem, farthest.decide(periodSeconds, budget));
  return found(bounds, searchPeriod(problem, bounds, decide, periodOf));
}

/** The shortest period below `below` of configurations within a latency. */
export function shortestPeriodWithin(
  problem: ClassProblem,
  latencySeconds: number,
  below: number,
  budget: WorkBudget,
): Found {
  const free = shortestPeriod(problem, below, budget);
  if (latencySeconds === Infinity || (free.proven && free.configuration === null)) return free;
  const bounds = { lower: free.lower, upper: below };
  const costs = latencyCosts(problem);
  const decide = (periodSeconds: number): Decision<OptimumTrial> => {
    const question = {
      periodSeconds,
      latencySeconds: Infinity,
      costs,
      // A little more, because bounds of sums may be wrong by their last digits.
      below: latencySeconds * (1 + 1e-9),
      enough: latencySeconds,
    };
    const { plan, cost, proven } = cheapestPlan(problem, question, budget);
    if (!proven) return 'unknown';
    return tried(problem, cost <= latencySeconds ? plan : null);
  };
  return found(bounds, searchPeriod(problem, bounds, decide, periodOf));
}

function tried(
  problem: ClassProblem,
  plan: Decision<readonly PlannedStage[]>,
): Decision<OptimumTrial> {
  return plan === null || plan === 'unknown' ? plan : trialOfPlan(problem, plan);
}

function periodOf({ observation }: OptimumTrial): number {
  return observation.periodSeconds;
}

function found({ lower, upper }: PeriodBounds, trial: OptimumTrial | null): Found {
  return { configuration: trial?.configuration ?? null, lower, proven: lower >= upper };
}
