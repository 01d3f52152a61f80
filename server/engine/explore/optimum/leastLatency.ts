import { cheapestPlan, latencyCosts } from './cheapestPlan';
import type { ClassProblem } from './classProblem';
import type { Found } from './found';
import { configurationOf } from './stagePlan';
import type { WorkBudget } from './workBudget';

/** The least latency below `below` of configurations within a period. */
export function leastLatency(
  problem: ClassProblem,
  periodSeconds: number,
  below: number,
  budget: WorkBudget,
): Found {
  const costs = latencyCosts(problem);
  const question = { periodSeconds, latencySeconds: Infinity, costs, below };
  const { plan, lower, proven } = cheapestPlan(problem, question, budget);
  return { configuration: plan && configurationOf(problem, plan), lower, proven };
}
