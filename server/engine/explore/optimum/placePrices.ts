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

/**
 * Raises and lowers the prices of places until what the relaxation says is as high as it gets: the
 * price of a class rises where a pipeline of least cost uses more places than there are (subgradient
 * steps of the Lagrange dual). Leaves the best prices in the relaxation, solved.
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
): number {
  const { prices, problem } = relaxation;
  const { counts, modeClass, modeReplicas } = problem;
  const best = prices.slice();
  const excess = new Float64Array(prices.length);
  let bound = -Infinity;
  let known = leastKnown;
  let pace = 1;
  for (let step = 0; step < mostSteps; step += 1) {
    let value = relaxation.solve();
    if (value === Infinity) return Infinity;
    prices.forEach((price, c) => (value -= price * (counts[c] ?? 0)));
    if (value > bound) {
      bound = value;
      best.set(prices);
    } else pace *= 0.7;
    const plan = relaxation.plan();
    counts.forEach((count, c) => (excess[c] = -count));
    for (const { mode } of plan) {
      const c = modeClass[mode] ?? 0;
      excess[c] = (excess[c] ?? 0) + (modeReplicas[mode] ?? 1);
    }
    if (excess.every((more) => more <= 0)) known = Math.min(known, onPlan(plan));
    // A class that has places left and no price is right as it is.
    const norm = excess.reduce(
      (sum, more, c) => sum + (more > 0 || prices[c] !== 0 ? more * more : 0),
      0,
    );
    if (norm === 0 || bound >= ceilingOf(known)) break;
    if (!budget.spend(relaxation.work) || pace < 0.01) break;
    const target = known < Infinity ? known : value + 0.2 * Math.abs(value) + Number.MIN_VALUE;
    const length = (pace * (target - value)) / norm;
    excess.forEach((more, c) => (prices[c] = Math.max(0, (prices[c] ?? 0) + length * more)));
  }
  prices.set(best);
  relaxation.solve();
  return bound;
}
