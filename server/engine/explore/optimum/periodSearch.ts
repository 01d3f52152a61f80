import { transferSeconds, type ClassProblem } from './classProblem';
import type { WorkBudget } from './workBudget';

/** A search for the shortest period while it goes on: what is known of it. */
export interface PeriodBounds {
  /** No pipeline has a shorter period. */
  lower: number;
  /** Only shorter periods are looked for; the shortest that is known. */
  upper: number;
}

/** What a question for a pipeline of at most some period gave. */
export type Decision<Found> = Found | null | 'unknown';

/** Difference of bounds below which no more is gained by questions that stay unanswered. */
const closeEnough = 1e-3;

/**
 * Narrows bounds of the shortest period by questions whether a pipeline of at most some period
 * exists, until they meet: periods are stage times, so that the steps come to an end. Where questions
 * stay unanswered, the bounds are left apart.
 * @param decide a pipeline of at most this period.
 * @param periodOf its period.
 * @returns the pipeline of period `bounds.upper`; null where none was found.
 */
export function searchPeriod<Found>(
  problem: ClassProblem,
  bounds: PeriodBounds,
  decide: (periodSeconds: number) => Decision<Found>,
  periodOf: (found: Found) => number,
  budget: WorkBudget,
): Found | null {
  let best: Found | null = null;
  let step = 0.05;
  // The longest period that gave no pipeline.
  let missed = bounds.lower;
  while (bounds.lower < bounds.upper) {
    const wide = bounds.upper > missed * (1 + 2 * step);
    const between = wide ? missed * (1 + step) : missed + (bounds.upper - missed) / 2;
    step *= 2;
    const period = Math.max(missed, Math.min(between, nextDown(bounds.upper)));
    const found = decide(period);
    if (found === 'unknown') {
      missed = period;
      if (budget.spent || missed >= bounds.upper * (1 - closeEnough)) return best;
    } else if (found === null) {
      bounds.lower = nextPeriod(problem, period);
      missed = bounds.lower;
    } else {
      best = found;
      bounds.upper = periodOf(found);
    }
  }
  return best;
}

/** The largest number below a number above 0. */
export function nextDown(value: number): number {
  return value === Infinity ? Number.MAX_VALUE : value * (1 - 2 ** -53);
}

/** A period that no pipeline beats: the dearest layer, and all work evenly on all places. */
export function leastPeriod(problem: ClassProblem): number {
  const { layerCount, modeCount, modeClass, modeReplicas, secondsBefore, space } = problem;
  let dearest = 0;
  let work = 0;
  for (let layer = 0; layer < layerCount; layer += 1) {
    let share = Infinity;
    let seconds = Infinity;
    for (let m = 0; m < modeCount; m += 1) {
      const row = (modeClass[m] as number) * (layerCount + 1) + layer;
      const alone = (secondsBefore[row + 1] as number) - (secondsBefore[row] as number);
      seconds = Math.min(seconds, alone);
      share = Math.min(share, alone / (modeReplicas[m] as number));
    }
    dearest = Math.max(dearest, share);
    work += seconds;
  }
  // Sums in another order differ in their last digits.
  return Math.max(dearest, (work / space.places.length) * (1 - 1e-9));
}

/** The shortest time above `periodSeconds` that a stage or a transfer may take; Infinity for none. */
export function nextPeriod(problem: ClassProblem, periodSeconds: number): number {
  const { layerCount, modeCount, modeClass, modeReplicas, classCount, counts } = problem;
  const { secondsBefore, lastFit, overlapped, dearestSeconds } = problem;
  let least = Infinity;
  const consider = (seconds: number): void => {
    if (seconds > periodSeconds && seconds < least) least = seconds;
  };
  const considerTransfers = (cut: number, c: number, compute: number, turns: number): void => {
    // Where no link is slow enough, there is nothing to see.
    const dearest = dearestSeconds[c * (layerCount + 1) + cut] as number;
    if ((compute + dearest) / turns <= periodSeconds) return;
    for (let d = 0; d < classCount; d += 1) {
      if (c === d && (counts[c] as number) < 2) continue;
      consider((compute + transferSeconds(problem, cut, c, d)) / turns);
    }
  };
  // Walks as fillStageReach does, without a table to keep what it reaches: it sees more on its way.
  for (let m = 0; m < modeCount; m += 1) {
    const c = modeClass[m] as number;
    const replicas = modeReplicas[m] as number;
    const row = c * (layerCount + 1);
    let end = 0;
    for (let start = 0; start < layerCount; start += 1) {
      if (end < start) end = start;
      const before = secondsBefore[row + start] as number;
      const last = lastFit[c * layerCount + start] as number;
      while (
        end < last &&
        ((secondsBefore[row + end + 1] as number) - before) / replicas <= periodSeconds
      ) {
        end += 1;
      }
      if (end < last) consider(((secondsBefore[row + end + 1] as number) - before) / replicas);
      if (overlapped) continue;
      // With their transfers, shorter stages may take longer.
      for (let cut = start + 1; cut <= end && cut < layerCount; cut += 1) {
        considerTransfers(cut, c, (secondsBefore[row + cut] as number) - before, replicas);
      }
    }
    if (!overlapped) continue;
    for (let cut = 1; cut < layerCount; cut += 1) considerTransfers(cut, c, 0, replicas);
  }
  return least;
}
