import { transferSeconds, type ClassProblem } from './classProblem';
import { PartialStarts } from './partialStarts';
import type { PlannedStage } from './stagePlan';
import { fillStageReach } from './fillStageReach';
import { usedVectors } from './usedVectors';
import type { WorkBudget } from './workBudget';

/**
 * Decides whether a pipeline within a period exists, exactly, by dynamic programming over the places
 * used of each class.
 *
 * For each vector of used places only the *farthest* open start of a next stage is kept: the largest
 * layer that can be reached such that any class with a free place may go on from there. A start
 * before it is dominated, because whatever pipeline goes on from the earlier one can leave out the
 * layers between. Starts beyond it to which only some classes have a link that is fast enough are
 * kept one by one, see {@link PartialStarts}; most problems have hardly any.
 */
export class FarthestLayers {
  private readonly size: number;
  private readonly radix: readonly number[];
  private readonly farthest: Int32Array;
  private readonly partial: PartialStarts;
  private readonly reach: Int32Array;
  private readonly digits: Int32Array;
  private period = 0;

  constructor(private readonly problem: ClassProblem) {
    ({ size: this.size, radix: this.radix } = usedVectors(problem));
    this.farthest = new Int32Array(this.size);
    this.partial = new PartialStarts(this.size, problem);
    this.reach = new Int32Array(problem.modeCount * problem.layerCount);
    this.digits = new Int32Array(problem.classCount);
  }

  /**
   * A pipeline of at most `periodSeconds`.
   * @returns null where there is none, `unknown` where the budget did not suffice.
   */
  decide(periodSeconds: number, budget: WorkBudget): readonly PlannedStage[] | null | 'unknown' {
    this.start(periodSeconds);
    for (let used = 1; used < this.size; used += 1) {
      this.countUp();
      const mode = this.visit(used);
      if (mode >= 0) return this.planOf(used, mode);
      if (!this.afford(budget, used)) return 'unknown';
    }
    return null;
  }

  /**
   * For each class, the fewest of its places with which a pipeline of at most `periodSeconds` exists,
   * other classes being used as far as they go; null where the budget did not suffice.
   */
  fewestPlaces(periodSeconds: number, budget: WorkBudget): number[] | null {
    this.start(periodSeconds);
    const fewest = Array.from(this.problem.counts);
    for (let used = 1; used < this.size; used += 1) {
      this.countUp();
      if (this.visit(used) >= 0) {
        this.digits.forEach((digit, c) => (fewest[c] = Math.min(fewest[c] ?? 0, digit)));
        // More places change nothing: what goes on from here is not needed.
        this.farthest[used] = 0;
        this.partial.none(used);
      }
      if (!this.afford(budget, used)) return null;
    }
    return fewest;
  }

  private start(periodSeconds: number): void {
    this.period = periodSeconds;
    fillStageReach(this.problem, periodSeconds, this.reach);
    this.partial.start(periodSeconds);
    this.digits.fill(0);
    this.farthest[0] = 0;
  }

  /** One more in the mixed radix. */
  private countUp(): void {
    const { digits } = this;
    const { counts } = this.problem;
    let c = 0;
    while (digits[c] === counts[c]) {
      digits[c] = 0;
      c += 1;
    }
    digits[c] = (digits[c] as number) + 1;
  }

  private afford(budget: WorkBudget, used: number): boolean {
    if ((used & 255) !== 0) return true;
    if (this.partial.isFull) return false;
    return budget.spend(256 * (this.problem.modeCount + 4) + this.partial.takeWork());
  }

  /**
   * Finds the starts that are reached with the places of a vector.
   * @returns a mode with which the last layer is reached; −1 for none.
   */
  private visit(used: number): number {
    const { digits, radix, farthest, reach, partial } = this;
    const { layerCount, classCount, modeCount, modeClass, modeReplicas } = this.problem;
    // A place may stay unused.
    let best = 0;
    for (let c = 0; c < classCount; c += 1) {
      if (digits[c] === 0) continue;
      const without = farthest[used - (radix[c] as number)] as number;
      if (without > best) best = without;
    }
    let anyPartial = false;
    for (let m = 0; m < modeCount; m += 1) {
      const c = modeClass[m] as number;
      const replicas = modeReplicas[m] as number;
      if ((digits[c] as number) < replicas) continue;
      const before = used - replicas * (radix[c] as number);
      // The largest start is the best for every end behind it; smaller ones are for ends up to it.
      let most = layerCount;
      let cursor = partial.first(before);
      for (;;) {
        cursor = partial.next(cursor, before, c, replicas);
        const start = cursor < 0 ? (farthest[before] as number) : partial.startAt(cursor);
        const last = Math.min(reach[m * layerCount + start] as number, most);
        if (last === layerCount) return m;
        let end = last;
        const least = start > best ? start : best;
        while (end > least && !this.isOpen(m, start, end)) {
          end -= 1;
          anyPartial = true;
        }
        if (end > least) best = end;
        if (cursor < 0 || best >= start) break;
        most = start;
        cursor += 1;
      }
    }
    farthest[used] = best;
    if (anyPartial || partial.isNear(used, digits, radix)) {
      partial.collect(used, best, digits, radix, farthest, reach);
    } else {
      partial.none(used);
    }
    return -1;
  }

  /** True where a stage may be followed by one place of any class that has one left. */
  private isOpen(mode: number, start: number, end: number): boolean {
    const { problem, period, digits } = this;
    const { layerCount, classCount, secondsBefore, dearestSeconds, counts, overlapped } = problem;
    const c = problem.modeClass[mode] as number;
    const row = c * (layerCount + 1);
    const compute = overlapped
      ? 0
      : (secondsBefore[row + end] as number) - (secondsBefore[row + start] as number);
    const replicas = overlapped ? 1 : (problem.modeReplicas[mode] as number);
    if ((compute + (dearestSeconds[row + end] as number)) / replicas <= period) return true;
    for (let d = 0; d < classCount; d += 1) {
      if (digits[d] === counts[d]) continue;
      if ((compute + transferSeconds(problem, end, c, d)) / replicas > period) return false;
    }
    return true;
  }

  /** Follows the starts back from a vector whose last stage has a mode. */
  private planOf(used: number, lastMode: number): PlannedStage[] {
    const { problem, radix, farthest, reach, partial } = this;
    const { layerCount, modeCount, modeClass, modeReplicas } = problem;
    const plan: PlannedStage[] = [{ end: layerCount, mode: lastMode }];
    const placesOf = (m: number) => (modeReplicas[m] ?? 1) * (radix[modeClass[m] ?? 0] ?? 1);
    const startsOf = (vector: number, m: number): number[] => [
      ...partial.startsFor(vector, modeClass[m] ?? 0, modeReplicas[m] ?? 1),
      farthest[vector] ?? 0,
    ];
    const reaches = (m: number, start: number, end: number): boolean =>
      start < end && end <= (reach[m * layerCount + start] ?? 0);
    let next = lastMode;
    let vector = used - placesOf(next);
    let position = startsOf(vector, next).find((s) => reaches(next, s, layerCount)) ?? 0;
    while (position > 0) {
      const digits = this.digitsOf(vector);
      let found = false;
      for (let m = 0; m < modeCount && !found; m += 1) {
        if ((digits[modeClass[m] ?? 0] ?? 0) < (modeReplicas[m] ?? 1)) continue;
        const before = vector - placesOf(m);
        const start = startsOf(before, m).find(
          (s) => reaches(m, s, position) && partial.mayFollow(m, s, position, next),
        );
        if (start === undefined) continue;
        plan.unshift({ end: position, mode: m });
        [vector, position, next, found] = [before, start, m, true];
      }
      if (found) continue;
      // Then a place stayed unused: the same start was there without it.
      const c = digits.findIndex(
        (digit, d) => digit > 0 && startsOf(vector - (radix[d] ?? 1), next).includes(position),
      );
      vector -= radix[c] ?? 1;
    }
    return plan;
  }

  private digitsOf(vector: number): number[] {
    return this.radix.map(
      (step, c) => Math.floor(vector / step) % ((this.problem.counts[c] ?? 0) + 1),
    );
  }
}
