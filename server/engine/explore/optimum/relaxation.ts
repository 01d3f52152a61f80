import { transferSeconds, type ClassProblem } from './classProblem';
import type { PlannedStage } from './stagePlan';
import { fillStageReach } from './fillStageReach';

/** What a pipeline costs, as a sum over its stages. */
export interface StageCosts {
  /** Of each class: for each second that a stage computes. */
  readonly perSecond: Float64Array;
  /** Of each class: for each second that its stages send. */
  readonly perTransferSecond: Float64Array;
  /** Of each mode: for having a stage. */
  readonly perStage: Float64Array;
}

/**
 * The cheapest pipeline within a period where places are not limited but have a price. Its cost less
 * the price of all places there are is a lower bound of every pipeline's cost (Lagrange); it is
 * solved exactly from the last layer to the first, and what the layers from i on cost at least
 * guides searches.
 */
export class Relaxation {
  /** Of each class: price of one place. */
  readonly prices: Float64Array;
  /** Price of each second of latency. */
  latencyPrice = 0;
  /** Entry `i × M + m`: least cost and price of the layers from i on, the first stage in mode m. */
  readonly rest: Float64Array;
  /** Entry `m × L + i`: largest end of a stage. */
  readonly reach: Int32Array;
  /** What one solution is worth in steps of a budget: its own are short. */
  readonly work: number;
  /** Entry `m × (L + 1) + j`, see {@link leastFollowing}: the inner loop goes along the ends. */
  private readonly after: Float64Array;
  /** Mode of the stage that follows, for each entry of `after`. */
  private readonly follower: Int32Array;

  constructor(
    readonly problem: ClassProblem,
    readonly periodSeconds: number,
    readonly costs: StageCosts,
  ) {
    const { layerCount, modeCount, classCount } = problem;
    this.prices = new Float64Array(classCount);
    this.rest = new Float64Array((layerCount + 1) * modeCount);
    this.after = new Float64Array((layerCount + 1) * modeCount);
    this.follower = new Int32Array(this.after.length);
    this.reach = new Int32Array(modeCount * layerCount);
    fillStageReach(problem, periodSeconds, this.reach);
    let work = layerCount * modeCount * modeCount;
    this.reach.forEach((end, index) => (work += end - (index % layerCount)));
    // Where transfers block, what follows depends on the stage.
    const simple = problem.overlapped || problem.dearestSeconds.every((seconds) => seconds === 0);
    this.work = work / (simple ? 4 : 2);
  }

  /** @returns the least cost and price; Infinity where no pipeline exists. */
  solve(): number {
    const { layerCount, modeCount } = this.problem;
    for (let layer = layerCount - 1; layer >= 0; layer -= 1) {
      for (let m = 0; m < modeCount; m += 1) {
        this.rest[layer * modeCount + m] = this.leastFrom(layer, m);
      }
      this.fillAfter(layer);
    }
    return this.rest.subarray(0, modeCount).reduce((a, b) => Math.min(a, b), Infinity);
  }

  /** The pipeline that was found cheapest; some classes may have fewer places than it uses. */
  plan(): PlannedStage[] {
    const { layerCount, modeCount } = this.problem;
    const plan: PlannedStage[] = [];
    let start = 0;
    let mode = -1;
    for (let m = 0; m < modeCount; m += 1) {
      if (mode < 0 || (this.rest[m] ?? 0) < (this.rest[mode] ?? 0)) mode = m;
    }
    while (start < layerCount) {
      const target = this.rest[start * modeCount + mode] ?? 0;
      const [end, next] = this.choice(start, mode, target);
      plan.push({ end, mode });
      start = end;
      mode = next;
    }
    return plan;
  }

  /** Cost of sending a cut on; Infinity where it takes longer than the period. */
  sendingCost(mode: number, start: number, cut: number, next: number): number {
    const { problem, periodSeconds } = this;
    const { modeClass, modeReplicas, counts, layerCount, secondsBefore, overlapped } = problem;
    const c = modeClass[mode] as number;
    const d = modeClass[next] as number;
    const replicas = modeReplicas[mode] as number;
    const copies = modeReplicas[next] as number;
    if (c === d && replicas + copies > (counts[c] as number)) return Infinity;
    const transfer = transferSeconds(problem, cut, c, d);
    if (overlapped) {
      if (transfer / Math.min(replicas, copies) > periodSeconds) return Infinity;
    } else {
      const row = c * (layerCount + 1);
      const compute = (secondsBefore[row + cut] as number) - (secondsBefore[row + start] as number);
      if ((compute + transfer) / replicas > periodSeconds) return Infinity;
    }
    return this.perTransferSecond(c) * transfer;
  }

  /**
   * Least cost and price of all that follows a stage of a mode that ends before layer `cut`; where
   * transfers block, as if the stage itself took no time.
   */
  leastFollowing(cut: number, mode: number): number {
    return this.after[mode * (this.problem.layerCount + 1) + cut] as number;
  }

  private perTransferSecond(c: number): number {
    return (this.costs.perTransferSecond[c] as number) + this.latencyPrice;
  }

  /** Cost and price of a stage without what it sends. */
  stageCost(mode: number, start: number, end: number): number {
    const { problem, costs, prices } = this;
    const c = problem.modeClass[mode] as number;
    const row = c * (problem.layerCount + 1);
    const compute =
      (problem.secondsBefore[row + end] as number) - (problem.secondsBefore[row + start] as number);
    return (
      ((costs.perSecond[c] as number) + this.latencyPrice) * compute +
      (costs.perStage[mode] as number) +
      (prices[c] as number) * (problem.modeReplicas[mode] as number)
    );
  }

  private leastFrom(start: number, mode: number): number {
    const { after } = this;
    const { layerCount, modeClass, modeReplicas, secondsBefore } = this.problem;
    const c = modeClass[mode] as number;
    const following = mode * (layerCount + 1);
    const row = c * (layerCount + 1);
    const before = secondsBefore[row + start] as number;
    const perSecond = (this.costs.perSecond[c] as number) + this.latencyPrice;
    const replicas = modeReplicas[mode] as number;
    const { overlapped, dearestSeconds } = this.problem;
    const last = this.reach[mode * layerCount + start] as number;
    let least = Infinity;
    for (let end = start + 1; end <= last; end += 1) {
      const compute = (secondsBefore[row + end] as number) - before;
      let follows = 0;
      if (end < layerCount) {
        follows = after[following + end] as number;
        if (perSecond * compute + follows >= least) continue;
        const dearest = dearestSeconds[row + end] as number;
        if (!overlapped && (compute + dearest) / replicas > this.periodSeconds) {
          follows = this.leastAfterLong(mode, start, end);
        }
      }
      const cost = perSecond * compute + follows;
      if (cost < least) least = cost;
    }
    return least + this.stageCost(mode, start, start);
  }

  /** For stages that end before a layer; where transfers block, as if the stage itself took no time. */
  private fillAfter(cut: number): void {
    const { problem, rest, after, follower } = this;
    const { modeCount, modeClass, layerCount, dearestSeconds } = problem;
    let cheapest = 0;
    for (let m = 1; m < modeCount; m += 1) {
      const better =
        (rest[cut * modeCount + m] as number) < (rest[cut * modeCount + cheapest] as number);
      if (better) cheapest = m;
    }
    for (let m = 0; m < modeCount; m += 1) {
      const c = modeClass[m] as number;
      const dearest = dearestSeconds[c * (layerCount + 1) + cut] as number;
      const free =
        dearest === 0 || (this.perTransferSecond(c) === 0 && dearest <= this.periodSeconds);
      const next =
        free && modeClass[cheapest] !== c ? cheapest : this.cheapestFollower(m, cut, cut);
      const entry = m * (layerCount + 1) + cut;
      follower[entry] = next;
      after[entry] =
        next < 0
          ? Infinity
          : (rest[cut * modeCount + next] as number) + this.sendingCost(m, cut, cut, next);
    }
  }

  /** Where transfers block and the one that costs least may take too long after the stage. */
  private leastAfterLong(mode: number, start: number, cut: number): number {
    const { layerCount, modeCount } = this.problem;
    const entry = mode * (layerCount + 1) + cut;
    const likely = this.follower[entry] as number;
    if (likely < 0) return Infinity;
    if (this.sendingCost(mode, start, cut, likely) < Infinity) return this.after[entry] as number;
    const next = this.cheapestFollower(mode, start, cut);
    if (next < 0) return Infinity;
    return (this.rest[cut * modeCount + next] as number) + this.sendingCost(mode, start, cut, next);
  }

  /** Mode of the stage after one that costs least with all that follows; −1 where there is none. */
  private cheapestFollower(mode: number, start: number, cut: number): number {
    const { modeCount, modeClass } = this.problem;
    const adds = this.perTransferSecond(modeClass[mode] as number) >= 0;
    let least = Infinity;
    let cheapest = -1;
    for (let next = 0; next < modeCount; next += 1) {
      const rest = this.rest[cut * modeCount + next] as number;
      if (adds && rest >= least) continue;
      const cost = rest + this.sendingCost(mode, start, cut, next);
      if (cost < least) {
        least = cost;
        cheapest = next;
      }
    }
    return cheapest;
  }

  /** The end of a stage and the mode of the next one that a least cost came from. */
  private choice(start: number, mode: number, target: number): [number, number] {
    const { layerCount, modeCount } = this.problem;
    const last = this.reach[mode * layerCount + start] ?? start;
    let nearest = Infinity;
    let chosen: [number, number] = [layerCount, mode];
    for (let end = start + 1; end <= last; end += 1) {
      const own = this.stageCost(mode, start, end);
      for (let next = 0; next < modeCount; next += 1) {
        const cost =
          end === layerCount
            ? own
            : own +
              (this.rest[end * modeCount + next] ?? 0) +
              this.sendingCost(mode, start, end, next);
        // Rounding differs with the order of a sum.
        const distance = Math.abs(cost - target);
        if (distance < nearest) [nearest, chosen] = [distance, [end, next]];
        if (end === layerCount) break;
      }
    }
    return chosen;
  }
}
