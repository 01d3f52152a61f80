import { cheapestPlan } from './cheapestPlan';
import type { ClassProblem } from './classProblem';
import type { Found } from './found';
import { leastPeriod, nextDown, nextPeriod } from './periodSearch';
import { ceilingOf } from './placePrices';
import type { StageCosts } from './relaxation';
import { trialOfPlan, type OptimumTrial } from './trialOf';
import type { WorkBudget } from './workBudget';

/** Periods from `from` to `to`, in which no configuration takes less than `lower`. */
interface Periods {
  readonly from: number;
  readonly to: number;
  readonly lower: number;
}

/**
 * The least energy below `below` of configurations within a period and a latency.
 *
 * Places wait for the slowest stage, so that energy is a sum over stages only where the period is
 * known. With the shortest period of a range in its place the sum is a lower bound for all periods of
 * the range; ranges are halved until their bounds reach the best configuration.
 * @param shortestSeconds a period that none is shorter than.
 */
export function leastEnergy(
  problem: ClassProblem,
  periodSeconds: number,
  latencySeconds: number,
  below: number,
  budget: WorkBudget,
  shortestSeconds = leastPeriod(problem),
): Found {
  let best: OptimumTrial | null = null;
  let least = below;
  const open: Periods[] = [{ from: shortestSeconds, to: periodSeconds, lower: 0 }];
  for (let range = open.pop(); range; range = open.pop()) {
    const from = range.from > 0 ? nextPeriod(problem, nextDown(range.from)) : 0;
    if (from > range.to || range.lower >= ceilingOf(least)) continue;
    const costs = energyCosts(problem, from);
    const question = { periodSeconds: range.to, latencySeconds, costs, below: least };
    const { plan, lower, proven } = cheapestPlan(problem, question, budget);
    if (!proven) {
      if (plan !== null) {
        const trial = trialOfPlan(problem, plan);
        if (trial.observation.energyJoules < least) best = trial;
      }
      const bounds = [Math.max(lower, range.lower), ...open.map((left) => left.lower)];
      const bound = bounds.reduce((a, b) => Math.min(a, b));
      return { configuration: best?.configuration ?? null, lower: bound, proven: false };
    }
    if (plan === null) continue;
    const trial = trialOfPlan(problem, plan);
    const { energyJoules, periodSeconds: period } = trial.observation;
    if (energyJoules < least) {
      least = energyJoules;
      best = trial;
    }
    // The bound is reached where places wait as long as was counted.
    if (period <= from) continue;
    const middle = Math.max(from, Math.min(from + (period - from) / 2, nextDown(period)));
    open.push({ from: nextPeriod(problem, middle), to: range.to, lower });
    open.push({ from, to: middle, lower });
  }
  return { configuration: best?.configuration ?? null, lower: least, proven: true };
}

/** Costs by which a pipeline's sum is its energy, where it has this period. */
function energyCosts(problem: ClassProblem, periodSeconds: number): StageCosts {
  const { space, members, modeClass, modeReplicas, overlapped } = problem;
  const idle = (c: number) => space.idleWatts[members[c]?.[0] ?? 0] ?? 0;
  const perSecond = Float64Array.from(members, ([place = 0], c) => {
    return (space.busyWatts[place] ?? 0) - idle(c);
  });
  return {
    perSecond,
    // Where transfers block, sending is work.
    perTransferSecond: overlapped ? new Float64Array(perSecond.length) : perSecond,
    perStage: Float64Array.from(modeClass, (c, mode) => {
      return idle(c) * (modeReplicas[mode] ?? 1) * periodSeconds;
    }),
  };
}
