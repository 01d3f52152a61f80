import { branchAndBound } from './branchAndBound';
import { cheapestPlan, latencyCosts } from './cheapestPlan';
import type { ClassProblem } from './classProblem';
import { FarthestLayers } from './farthestLayers';
import type { Found } from './found';
import { leastLatency } from './leastLatency';
import { leastPeriod, searchPeriod, type Decision, type PeriodBounds } from './periodSearch';
import type { PlannedStage } from './stagePlan';
import { periodOf, trialOf, trialOfPlan, type OptimumTrial } from './trialOf';
import { usedVectors } from './usedVectors';
import type { WorkBudget } from './workBudget';

/** Vectors of used places beyond which they are not kept in a table: 40 MB. */
const mostVectors = 5e6;
/** Vectors up to which the table is there at once. */
const fewVectors = 2000;

/** How the shortest period is found: by a table of all places used, or by branch and bound. */
export type PeriodMethod = 'table' | 'branch';

/**
 * The shortest period below `below`.
 * @param method null for branch and bound, then the table where that is not enough and it is small
 * enough; for few places the table at once.
 */
export function shortestPeriod(
  problem: ClassProblem,
  below: number,
  budget: WorkBudget,
  method: PeriodMethod | null = null,
): Found {
  const bounds = { lower: leastPeriod(problem), upper: below };
  let best: OptimumTrial | null = null;
  const { size } = usedVectors(problem);
  if (method === 'branch' || (method === null && size > fewVectors)) {
    const share = method === null && size <= mostVectors ? 0.5 : 1;
    best = budget.withShare(share, (part) => branchAndBound(problem, bounds, part));
  }
  // At least one question must be answered.
  const isAffordable = size <= mostVectors && budget.allows(size * (problem.modeCount + 4));
  const isOpen = bounds.lower < bounds.upper;
  if (isOpen && (method === 'table' || (method === null && isAffordable))) {
    const farthest = new FarthestLayers(problem);
    const decide = (periodSeconds: number) => {
      return tried(problem, farthest.decide(periodSeconds, budget));
    };
    best = searchPeriod(problem, bounds, decide, periodOf, budget) ?? best;
  }
  return found(bounds, best);
}

/** The shortest period below `below` of configurations within a latency. */
export function shortestPeriodWithin(
  problem: ClassProblem,
  latencySeconds: number,
  below: number,
  budget: WorkBudget,
): Found {
  if (latencySeconds === Infinity) return shortestPeriod(problem, below, budget);
  const free = budget.withShare(0.3, (part) => shortestPeriod(problem, below, part));
  if (free.proven && free.configuration === null) return free;
  const bounds = { lower: free.lower, upper: below };
  const quick = fastest(problem, latencySeconds, budget);
  if (quick === null) return { configuration: null, lower: Infinity, proven: true };
  let best: OptimumTrial | null = null;
  for (const configuration of [free.configuration, quick.configuration]) {
    const trial = configuration && trialOf(problem, configuration);
    if (!trial || trial.observation.latencySeconds > latencySeconds) continue;
    if (periodOf(trial) >= bounds.upper) continue;
    best = trial;
    bounds.upper = periodOf(trial);
  }
  const decide = (periodSeconds: number): Decision<OptimumTrial> => {
    const question = {
      periodSeconds,
      latencySeconds: Infinity,
      costs: latencyCosts(problem),
      // A little more, because bounds of sums may be wrong by their last digits.
      below: latencySeconds * (1 + 1e-9),
      enough: latencySeconds,
    };
    // One hard question must not keep the others from being asked.
    const { plan, cost, proven } = budget.withShare(0.2, (part) => {
      return cheapestPlan(problem, question, part);
    });
    if (!proven) return 'unknown';
    return tried(problem, cost <= latencySeconds ? plan : null);
  };
  best = searchPeriod(problem, bounds, decide, periodOf, budget) ?? best;
  return found(bounds, best);
}

/** The configuration of least latency; null where none is within the bound, for sure. */
function fastest(problem: ClassProblem, latencySeconds: number, budget: WorkBudget): Found | null {
  const quick = budget.withShare(0.3, (part) => leastLatency(problem, Infinity, Infinity, part));
  return quick.lower > latencySeconds * (1 + 1e-9) ? null : quick;
}

function tried(
  problem: ClassProblem,
  plan: Decision<readonly PlannedStage[]>,
): Decision<OptimumTrial> {
  return plan === null || plan === 'unknown' ? plan : trialOfPlan(problem, plan);
}

function found({ lower, upper }: PeriodBounds, trial: OptimumTrial | null): Found {
  return { configuration: trial?.configuration ?? null, lower, proven: lower >= upper };
}
