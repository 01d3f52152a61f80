import type { ClassProblem } from './classProblem';
import type { Relaxation } from './relaxation';
import type { PlannedStage } from './stagePlan';
import type { WorkBudget } from './workBudget';

/** Most steps toward the best prices. */
const mostSteps = 60;

/** Sums in another order differ in their last digits, by less than this share. */
export const rounding = 1e-11;

/** A lower bound from here on leads to nothing below a cost. */
export function ceilingOf(cost: number): number {
  return cost === Infinity ? cost : cost - rounding * Math.abs(cost);
}

/** A share of the latency counts as much as this many places for each of it, for steps of prices. */
const latencyWeight = 10;

/** A limit of latency, and how long a plan takes. */
export interface LatencyLimit {
  readonly seconds: number;
  readonly of: (plan: readonly PlannedStage[]) => number;
}

/**
 * Raises and lowers the prices of places, and of latency where it is limited, until what the
 * relaxation says is as high as it gets: the price of a class rises where a pipeline of least cost
 * uses more places than there are (subgradient steps of the Lagrange dual). Leaves the best prices in
 * the relaxation, solved.
 * @param onPlan told of each pipeline that needs no more places than there are; gives the cost that a
 * bound is good enough for.
 * @param leastKnown cost of a pipeline, where one is known.
 * @returns the best lower bound; Infinity where no pipeline exists.
 */
export function raisePrices(
  relaxation: Relaxation,
  budget: WorkBudget,
  onPlan: (plan: readonly PlannedStage[]) => number,
  leastKnown: number,
  latency: LatencyLimit | null = null,
): number {
  const { prices, problem } = relaxation;
  const best = prices.slice();
  let bestLatencyPrice = 0;
  let bound = -Infinity;
  let known = leastKnown;
  let pace = 1;
  for (let step = 0; step < mostSteps; step += 1) {
    const value = relaxation.solve() - priceOfLimits(relaxation, latency);
    if (value === Infinity) return Infinity;
    if (value > bound) {
      bound = value;
      best.set(prices);
      bestLatencyPrice = relaxation.latencyPrice;
    } else pace *= 0.7;
    const plan = relaxation.plan();
    const excess = placesMissing(problem, plan);
    if (excess.every((more) => more <= 0)) known = Math.min(known, onPlan(plan));
    const late = latency ? latencyWeight * (latency.of(plan) / latency.seconds - 1) : 0;
    // What is not short and has no price is right as it is.
    let norm = late > 0 || relaxation.latencyPrice > 0 ? late * late : 0;
    excess.forEach((more, c) => (norm += more > 0 || prices[c] !== 0 ? more * more : 0));
    if (norm === 0 || bound >= ceilingOf(known)) break;
    if (!budget.spend(relaxation.work) || pace < 0.01) break;
    const target = known < Infinity ? known : value + 0.2 * Math.abs(value) + Number.MIN_VALUE;
    const length = (pace * (target - value)) / norm;
    excess.forEach((more, c) => (prices[c] = Math.max(0, (prices[c] ?? 0) + length * more)));
    if (latency === null) continue;
    const change = (length * latencyWeight * late) / latency.seconds;
    relaxation.latencyPrice = Math.max(0, relaxation.latencyPrice + change);
  }
  prices.set(best);
  relaxation.latencyPrice = bestLatencyPrice;
  relaxation.solve();
  return bound;
}

/** What all places there are and all the latency allowed cost. */
export function priceOfLimits(
  { prices, problem, latencyPrice }: Relaxation,
  latency: LatencyLimit | null,
): number {
  let price = latency ? latencyPrice * latency.seconds : 0;
  prices.forEach((each, c) => (price += each * (problem.counts[c] ?? 0)));
  return price;
}

/** For each class, how many more places a plan uses than there are. */
function placesMissing(
  { counts, modeClass, modeReplicas }: ClassProblem,
  plan: readonly PlannedStage[],
): Float64Array {
  const missing = Float64Array.from(counts, (count) => -count);
  for (const { mode } of plan) {
    const c = modeClass[mode] ?? 0;
    missing[c] = (missing[c] ?? 0) + (modeReplicas[mode] ?? 1);
  }
  return missing;
}
