import type { ClassProblem } from './classProblem';
import { PeriodPrices } from './periodPrices';
import {
  nextDown,
  nextPeriod,
  searchPeriod,
  type Decision,
  type PeriodBounds,
} from './periodSearch';
import { StageBeam } from './stageBeam';
import { periodOf, trialOfPlan, type OptimumTrial } from './trialOf';
import type { WorkBudget } from './workBudget';

/** Beginnings that the first search keeps; later ones keep more and more. */
const firstWidth = 24;
/** Beginnings beyond which memory is too dear. */
const mostWidth = 2e5;
/** Steps toward better prices that the first search takes for a period; later ones take more. */
const firstSteps = 40;
/**
 * Narrows bounds of the shortest period where there are too many places for a table of all they can
 * do. Prices of places bound it from below, searches that keep only some beginnings from above;
 * searches get wider until one is complete, the bounds meet, or the budget is used up.
 */
export function branchAndBound(
  problem: ClassProblem,
  bounds: PeriodBounds,
  budget: WorkBudget,
): OptimumTrial | null {
  const prices = new PeriodPrices(problem);
  let best: OptimumTrial | null = null;
  let steps = firstSteps;
  const decide = (period: number, width: number): Decision<OptimumTrial> => {
    let relaxation = prices.relaxation(period, budget);
    let plan = relaxation && new StageBeam(problem, relaxation, budget).search(width);
    if (plan === 'unknown') {
      // Better prices may prove that there is none, or lead to one.
      relaxation = prices.examine(period, steps, budget);
      plan = relaxation && new StageBeam(problem, relaxation, budget).search(width);
    }
    if (plan === 'unknown') return plan;
    if (plan === null) {
      bounds.lower = Math.max(bounds.lower, nextPeriod(problem, period));
      return plan;
    }
    const trial = trialOfPlan(problem, plan);
    bounds.upper = trial.observation.periodSeconds;
    best = trial;
    return trial;
  };
  for (let width = firstWidth; width < mostWidth && !budget.spent; width *= 4, steps *= 2) {
    // Only the first search does not know a pipeline yet. Later ones may end the proof at once.
    if (bounds.upper < Infinity) decide(nextDown(bounds.upper), width);
    searchPeriod(problem, bounds, (period) => decide(period, width), periodOf, budget);
    raiseLower(problem, bounds, prices, budget);
    if (bounds.lower >= bounds.upper) break;
  }
  return best;
}

/** Raises the lower bound as far as the best prices known prove periods too short. */
function raiseLower(
  problem: ClassProblem,
  bounds: PeriodBounds,
  prices: PeriodPrices,
  budget: WorkBudget,
): void {
  let possible = bounds.upper;
  for (let step = 0; step < 10 && bounds.lower < possible; step += 1) {
    const wide = possible === Infinity;
    const period = wide ? 2 * bounds.lower : bounds.lower + (possible - bounds.lower) / 2;
    if (prices.relaxation(period, budget) === null) bounds.lower = nextPeriod(problem, period);
    else possible = period;
  }
}
