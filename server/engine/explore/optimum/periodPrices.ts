import type { ClassProblem } from './classProblem';
import { Relaxation } from './relaxation';
import type { PlannedStage } from './stagePlan';
import type { WorkBudget } from './workBudget';

/** Steps after which it is asked whether enough of them are left. */
const patience = 8;
/** What all places cost; sums in another order differ in their last digits. */
const tooDear = 1 + 1e-9;

/**
 * Prices of places that prove a period too short: all places together cost 1, and where no pipeline
 * of stages within the period costs 1 or less, even with as many places of a class as it likes, there
 * is none. Prices of one period are a good start for the next.
 */
export class PeriodPrices {
  private prices: Float64Array;

  constructor(private readonly problem: ClassProblem) {
    const { layerCount, classCount, secondsBefore } = problem;
    // A place is worth what it can do.
    const speeds = Float64Array.from({ length: classCount }, (_, c) => {
      return (
        1 / Math.max(secondsBefore[(c + 1) * (layerCount + 1) - 1] ?? 0, Number.MIN_VALUE * 2 ** 60)
      );
    });
    this.prices = this.normalised(speeds);
  }

  /**
   * @returns the relaxation for a period, solved with the best prices known; null where they prove
   * that the period is too short.
   */
  relaxation(periodSeconds: number, budget: WorkBudget): Relaxation | null {
    const relaxation = this.relaxationOf(periodSeconds);
    budget.spend(relaxation.work);
    return relaxation.solve() > tooDear ? null : relaxation;
  }

  /**
   * Looks for prices that prove a period too short, as long as there is hope.
   * @returns the relaxation, solved with the best prices found; null where the period is too short.
   */
  examine(periodSeconds: number, mostSteps: number, budget: WorkBudget): Relaxation | null {
    const relaxation = this.relaxationOf(periodSeconds);
    const { prices } = relaxation;
    let best = -Infinity;
    let earlier = -Infinity;
    for (let step = 0; step < mostSteps; step += 1) {
      const value = relaxation.solve();
      if (value > best) {
        best = value;
        this.prices = prices.slice();
      }
      if (value > tooDear) return null;
      if (!budget.spend(relaxation.work)) break;
      if (step % patience === patience - 1) {
        const left = (mostSteps - step) / patience;
        if (best + (best - earlier) * left < 1) break;
        earlier = best;
      }
      this.adapt(prices, relaxation.plan(), 1 / (1 + step / 100));
    }
    prices.set(this.prices);
    relaxation.solve();
    return relaxation;
  }

  /** Classes of which a plan uses more than there is become dearer, the others cheaper. */
  private adapt(prices: Float64Array, plan: readonly PlannedStage[], pace: number): void {
    const { classCount, counts, modeClass, modeReplicas } = this.problem;
    const share = new Float64Array(classCount);
    for (const { mode } of plan) {
      const c = modeClass[mode] ?? 0;
      share[c] = (share[c] ?? 0) + (modeReplicas[mode] ?? 1) / (counts[c] ?? 1);
    }
    const exponent = (0.6 * pace) / plan.length;
    share.forEach((used, c) => (prices[c] = (prices[c] ?? 0) * Math.exp(exponent * (used - 1))));
    prices.set(this.normalised(prices));
  }

  private relaxationOf(periodSeconds: number): Relaxation {
    const { classCount, modeCount } = this.problem;
    const relaxation = new Relaxation(this.problem, periodSeconds, {
      perSecond: new Float64Array(classCount),
      perTransferSecond: new Float64Array(classCount),
      perStage: new Float64Array(modeCount),
    });
    relaxation.prices.set(this.prices);
    return relaxation;
  }

  private normalised(prices: Float64Array): Float64Array {
    const { counts } = this.problem;
    const sum = prices.reduce((total, price, c) => total + price * (counts[c] ?? 0), 0);
    return prices.map((price) => price / sum);
  }
}
