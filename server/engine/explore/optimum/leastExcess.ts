import type { ClassProblem } from './classProblem';
import type { Found } from './found';
import { leastLatency } from './leastLatency';
import { leastPeriod, nextPeriod } from './periodSearch';
import { ceilingOf } from './placePrices';
import { shortestPeriod } from './shortestPeriod';
import { trialOf } from './trialOf';
import type { WorkBudget } from './workBudget';

/**
 * The configuration that breaks bounds of period and latency the least: `lower` is of the larger of
 * the two quotients.
 */
export function leastExcess(
  problem: ClassProblem,
  mostPeriod: number,
  mostLatency: number,
  below: number,
  budget: WorkBudget,
): Found {
  if (mostLatency === Infinity) {
    const found = shortestPeriod(problem, below * mostPeriod, budget);
    return { ...found, lower: found.lower / mostPeriod };
  }
  if (mostPeriod === Infinity) {
    const found = leastLatency(problem, Infinity, below * mostLatency, budget);
    return { ...found, lower: found.lower / mostLatency };
  }
  let best: Found['configuration'] = null;
  let lower = leastPeriod(problem) / mostPeriod;
  let upper = below;
  let step = 0.1;
  while (lower < ceilingOf(upper)) {
    const wide = upper > lower * (1 + 2 * step);
    const excess = wide ? lower * (1 + step) : lower + (upper - lower) / 2;
    step *= 2;
    const period = excess * mostPeriod;
    const {
      configuration,
      proven,
      lower: latency,
    } = leastLatency(problem, period, Infinity, budget);
    if (!proven) return { configuration: best, lower, proven };
    // Whoever is faster than this latency has a longer period.
    lower = Math.max(
      lower,
      Math.min(nextPeriod(problem, period) / mostPeriod, latency / mostLatency),
    );
    if (configuration === null) continue;
    const { periodSeconds, latencySeconds } = trialOf(problem, configuration).observation;
    const reached = Math.max(periodSeconds / mostPeriod, latencySeconds / mostLatency);
    if (reached < upper) {
      upper = reached;
      best = configuration;
    }
  }
  return { configuration: best, lower: Math.min(lower, upper), proven: true };
}
