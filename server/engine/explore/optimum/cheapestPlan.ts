import FlatQueue from 'flatqueue';
import { transferSeconds, type ClassProblem } from './classProblem';
import { LabelStore } from './labelStore';
import { ceilingOf, priceOfLimits, raisePrices, rounding } from './placePrices';
import { Relaxation, type StageCosts } from './relaxation';
import type { PlannedStage } from './stagePlan';
import { usedVectors, type UsedVectors } from './usedVectors';
import type { WorkBudget } from './workBudget';

/** A question for the cheapest pipeline. */
export interface CheapestQuestion {
  /** Longest period allowed. */
  readonly periodSeconds: number;
  /** Longest latency allowed. */
  readonly latencySeconds: number;
  readonly costs: StageCosts;
  /** Only cheaper pipelines are looked for. */
  readonly below: number;
  /** The first pipeline that costs no more than this is answer enough. */
  readonly enough?: number;
}

/** What was found. */
export interface CheapestAnswer {
  /** Null where there is none below the bound (proven), or none was found. */
  readonly plan: readonly PlannedStage[] | null;
  /** Of the plan; the bound without one. */
  readonly cost: number;
  /** No pipeline within period and latency costs less. */
  readonly lower: number;
  /** True where nothing costs less than `cost`, or the plan costs no more than `enough`. */
  readonly proven: boolean;
}

/** Labels beyond which memory is too dear: about 500 MB. */
const mostLabels = 1e7;

/**
 * The cheapest pipeline within a period and a latency, exactly, for a cost that is a sum over stages:
 * a relaxation with prices for places gives a lower bound and often the answer; where it does not, a
 * best-first search over (places used, first unplaced layer, mode of the next stage) goes on from
 * its prices until the two meet.
 */
export function cheapestPlan(
  problem: ClassProblem,
  question: CheapestQuestion,
  budget: WorkBudget,
): CheapestAnswer {
  return new CheapestSearch(problem, question, budget).run();
}

/** Costs by which a pipeline's sum is its latency. */
export function latencyCosts({ classCount, modeCount }: ClassProblem): StageCosts {
  return {
    perSecond: new Float64Array(classCount).fill(1),
    perTransferSecond: new Float64Array(classCount).fill(1),
    perStage: new Float64Array(modeCount),
  };
}

class CheapestSearch {
  private readonly relaxation: Relaxation;
  /** Least latency of what is left, where latency is limited. */
  private readonly latencies: Relaxation | null;
  private readonly vectors: UsedVectors;
  private readonly queue = new FlatQueue();
  private readonly labels = new LabelStore();
  private plan: readonly PlannedStage[] | null = null;
  private cost: number;
  private limitsPrice = 0;

  constructor(
    private readonly problem: ClassProblem,
    private readonly question: CheapestQuestion,
    private readonly budget: WorkBudget,
  ) {
    this.relaxation = new Relaxation(problem, question.periodSeconds, question.costs);
    this.latencies =
      question.latencySeconds < Infinity
        ? new Relaxation(problem, question.periodSeconds, latencyCosts(problem))
        : null;
    this.vectors = usedVectors(problem);
    this.cost = question.below;
  }

  run(): CheapestAnswer {
    const { relaxation, latencies, problem, budget } = this;
    if (!budget.spend(relaxation.work)) return this.answer(-Infinity);
    if (latencies && latencies.solve() > this.question.latencySeconds * (1 + rounding)) {
      return this.answer(Infinity);
    }
    const offer = (plan: readonly PlannedStage[]) => {
      this.offer(plan);
      // Nothing more is wanted of one that is good enough.
      return this.isDone(-Infinity) ? -Infinity : this.cost;
    };
    const seconds = this.question.latencySeconds;
    const limit =
      seconds > 0 && latencies
        ? { seconds, of: (plan: readonly PlannedStage[]) => this.sumOf(plan).latency }
        : null;
    const bound = raisePrices(relaxation, budget, offer, this.cost, limit);
    if (this.isDone(bound)) return this.answer(bound);
    this.limitsPrice = priceOfLimits(relaxation, limit);
    if (this.vectors.size * problem.layerCount * problem.modeCount > Number.MAX_SAFE_INTEGER) {
      return this.answer(bound);
    }
    return this.answer(Math.max(bound, this.search()));
  }

  private answer(lower: number): CheapestAnswer {
    const { plan, cost } = this;
    return { plan, cost, lower: Math.min(lower, cost), proven: this.isDone(lower) };
  }

  private isDone(lower: number): boolean {
    const { enough = -Infinity } = this.question;
    return lower >= ceilingOf(this.cost) || (this.plan !== null && this.cost <= enough);
  }

  /** Keeps a pipeline where it is cheaper than what is known. */
  private offer(plan: readonly PlannedStage[]): void {
    const { cost, latency } = this.sumOf(plan);
    if (cost < this.cost && latency <= this.question.latencySeconds) {
      this.cost = cost;
      this.plan = plan;
    }
  }

  private sumOf(plan: readonly PlannedStage[]): { cost: number; latency: number } {
    let start = 0;
    let [cost, latency] = [0, 0];
    plan.forEach(({ end, mode }, stage) => {
      const next = plan[stage + 1]?.mode ?? -1;
      cost += this.costOf(mode, start, end, next);
      latency = this.latencyAfter(latency, mode, start, end, next);
      start = end;
    });
    return { cost, latency };
  }

  private costOf(mode: number, start: number, end: number, next: number): number {
    const { perSecond, perTransferSecond, perStage } = this.question.costs;
    const c = this.problem.modeClass[mode] as number;
    const sending = next < 0 ? 0 : (perTransferSecond[c] as number) * this.transfer(c, end, next);
    const compute = this.compute(c, start, end);
    return (perSecond[c] as number) * compute + (perStage[mode] as number) + sending;
  }

  /** Adds in the order of `evaluate`, so that both come to the same number. */
  private latencyAfter(
    sofar: number,
    mode: number,
    start: number,
    end: number,
    next: number,
  ): number {
    const c = this.problem.modeClass[mode] as number;
    const sent = next < 0 ? sofar : sofar + this.transfer(c, end, next);
    return sent + this.compute(c, start, end);
  }

  private compute(c: number, start: number, end: number): number {
    const { secondsBefore, layerCount } = this.problem;
    const row = c * (layerCount + 1);
    return (secondsBefore[row + end] as number) - (secondsBefore[row + start] as number);
  }

  private transfer(c: number, cut: number, next: number): number {
    return transferSeconds(this.problem, cut, c, this.problem.modeClass[next] as number);
  }

  /** @returns a lower bound. */
  private search(): number {
    const { queue, labels, problem, budget } = this;
    for (let m = 0; m < problem.modeCount; m += 1) this.reach(0, 0, m, 0, 0, 0, -1);
    for (;;) {
      const lower = queue.peekValue() ?? Infinity;
      const label = queue.pop();
      if (label === undefined || this.isDone(lower)) return lower;
      if (labels.beaten[label] === 1) continue;
      if (!budget.spend(this.expand(label)) || labels.count > mostLabels) return lower;
    }
  }

  /** Tries every end of a label's stage with every mode after it; gives the number of steps. */
  private expand(label: number): number {
    const { labels, problem, relaxation } = this;
    const { layerCount, modeCount } = problem;
    const stage = labels.stage[label] as number;
    const mode = stage % modeCount;
    const start = (stage - mode) / modeCount;
    const last = relaxation.reach[mode * layerCount + start] as number;
    const cost = labels.cost[label] as number;
    const latency = labels.latency[label] as number;
    const c = problem.modeClass[mode] as number;
    const replicas = problem.modeReplicas[mode] as number;
    const used = (labels.used[label] as number) + replicas * (this.vectors.radix[c] as number);
    const paid = (labels.paid[label] as number) + replicas * (relaxation.prices[c] as number);
    for (let end = start + 1; end <= last; end += 1) {
      if (end === layerCount) {
        this.finish(label, mode, start, cost, latency);
        break;
      }
      for (let next = 0; next < modeCount; next += 1) {
        if (relaxation.sendingCost(mode, start, end, next) === Infinity) continue;
        const after = cost + this.costOf(mode, start, end, next);
        const time = this.latencyAfter(latency, mode, start, end, next);
        this.reach(used, end, next, after, time, paid, label);
      }
    }
    // Each is worth several short steps.
    return 20 * ((last - start) * modeCount + 8);
  }

  private finish(label: number, mode: number, start: number, cost: number, latency: number): void {
    const { layerCount } = this.problem;
    const total = cost + this.costOf(mode, start, layerCount, -1);
    if (!(total < this.cost)) return;
    const seconds = this.latencyAfter(latency, mode, start, layerCount, -1);
    if (seconds <= this.question.latencySeconds) this.offer(this.planTo(label));
  }

  private planTo(last: number): PlannedStage[] {
    const { labels, problem } = this;
    const plan: PlannedStage[] = [];
    let end = problem.layerCount;
    for (let label = last; label >= 0; label = labels.parent[label] ?? -1) {
      const stage = labels.stage[label] ?? 0;
      const mode = stage % problem.modeCount;
      plan.unshift({ end, mode });
      end = (stage - mode) / problem.modeCount;
    }
    return plan;
  }

  /** Adds a label where its state may lead to something cheaper. */
  private reach(
    used: number,
    start: number,
    mode: number,
    cost: number,
    latency: number,
    paid: number,
    parent: number,
  ): void {
    const { problem, relaxation, latencies, question } = this;
    const stage = start * problem.modeCount + mode;
    const late = relaxation.latencyPrice * latency;
    const key = cost + late + paid + (relaxation.rest[stage] as number) - this.limitsPrice;
    if (!(key < ceilingOf(this.cost))) return;
    const c = problem.modeClass[mode] as number;
    const count = problem.counts[c] as number;
    const taken = Math.floor(used / (this.vectors.radix[c] as number)) % (count + 1);
    if (taken + (problem.modeReplicas[mode] as number) > count) return;
    if (latencies) {
      const least = latency + (latencies.rest[stage] as number);
      if (least > question.latencySeconds * (1 + rounding)) return;
    }
    const label = this.labels.add(used, stage, cost, latencies ? latency : 0, paid, parent);
    if (label >= 0) this.queue.push(label, key);
  }
}
