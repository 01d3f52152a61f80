import { Beginnings } from './beginnings';
import { transferSeconds, type ClassProblem } from './classProblem';
import type { Decision } from './periodSearch';
import type { Relaxation } from './relaxation';
import type { PlannedStage } from './stagePlan';
import type { WorkBudget } from './workBudget';

/** Sums in another order differ in their last digits. */
const tolerance = 1e-9;

/** A level of the search: beginnings with the same number of stages. */
interface Level {
  readonly kept: Beginnings;
  /** Places used by each: entry `k × C + c`. */
  readonly used: Uint16Array;
}

/**
 * Looks for a pipeline within the period of a relaxation, stage by stage. Of all beginnings with one,
 * two, … stages those are kept that no other one makes needless (see FarthestLayers) and whose rest
 * is not too dear for the places that are left, by the relaxation's prices; no more than a width of
 * them, those with most to spare. Where none had to be dropped, the search is complete.
 */
export class StageBeam {
  private readonly salts: Int32Array;
  /** Number of a beginning by place set, or by set, mode and end. */
  private slots = new Int32Array(1024);
  private states = 0;

  constructor(
    private readonly problem: ClassProblem,
    private readonly relaxation: Relaxation,
    private readonly budget: WorkBudget,
  ) {
    this.salts = Int32Array.from(problem.counts, (_, c) => Math.imul(c + 1, 0x9e3779b1) ^ (c << 7));
  }

  /** @returns null where there is no such pipeline, `unknown` where beginnings were dropped. */
  search(width: number): Decision<readonly PlannedStage[]> {
    const { problem, relaxation, budget } = this;
    const { classCount, counts } = problem;
    const price = relaxation.prices.reduce((sum, each, c) => sum + each * (counts[c] ?? 0), 0);
    const first = new Beginnings();
    first.add(-1, -1, 0, 0, price, 0, 0);
    const levels: Level[] = [{ kept: first, used: new Uint16Array(classCount) }];
    let complete = true;
    const next = new Beginnings();
    for (let level = levels[0]; level && level.kept.count > 0; level = levels.at(-1)) {
      next.count = 0;
      this.slots.fill(-1);
      this.states = 0;
      for (let k = 0; k < level.kept.count; k += 1) {
        const mode = this.extend(level, k, next);
        if (mode >= 0) return planOf(levels, k, mode, problem.layerCount);
        if (!budget.spend(8 * problem.modeCount)) return 'unknown';
      }
      const live = this.liveOf(level, next);
      complete &&= live.length <= width;
      const kept = live.length <= width ? live : widest(next.slack, live, width);
      levels.push({ kept: next.pick(kept), used: this.usedBy(level, next, kept) });
    }
    return complete ? null : 'unknown';
  }

  /**
   * Adds every stage that may follow a beginning.
   * @returns a mode with which the last layer is reached; −1 for none.
   */
  private extend(level: Level, k: number, next: Beginnings): number {
    const { problem, relaxation } = this;
    const { layerCount, classCount, modeCount, modeClass, modeReplicas, counts } = problem;
    const { kept, used } = level;
    const before = kept.mode[k] as number;
    const start = kept.end[k] as number;
    // A copy: what is used with the stage is needed beside what was used before it.
    const digits = used.slice(k * classCount, (k + 1) * classCount);
    const spare = this.priceLeft(digits);
    for (let m = 0; m < modeCount; m += 1) {
      const c = modeClass[m] as number;
      const replicas = modeReplicas[m] as number;
      if ((digits[c] as number) + replicas > (counts[c] as number)) continue;
      if (
        before >= 0 &&
        relaxation.sendingCost(before, kept.start[k] as number, start, m) === Infinity
      ) {
        continue;
      }
      const last = relaxation.reach[m * layerCount + start] as number;
      if (last === layerCount) return m;
      const left = spare - replicas * (relaxation.prices[c] as number);
      const hash = ((kept.hash[k] as number) + Math.imul(replicas, this.salts[c] as number)) | 0;
      digits[c] = (digits[c] as number) + replicas;
      for (let end = last; end > start; end -= 1) {
        const open = this.isOpen(m, start, end, digits);
        const slack = left - relaxation.leastFollowing(end, m);
        const kind = open ? 0 : 1 + m + modeCount * end;
        if (slack >= -tolerance) this.offer(level, next, k, m, start, end, slack, hash, kind);
        if (open) break;
      }
      digits[c] = (digits[c] as number) - replicas;
    }
    return -1;
  }

  private priceLeft(digits: Uint16Array): number {
    const { prices } = this.relaxation;
    const { counts } = this.problem;
    let price = 0;
    for (let c = 0; c < digits.length; c += 1) {
      price += (prices[c] as number) * ((counts[c] as number) - (digits[c] as number));
    }
    return price;
  }

  /** True where a stage may be followed by one place of any class that has one left. */
  private isOpen(mode: number, start: number, end: number, digits: Uint16Array): boolean {
    const { problem, relaxation } = this;
    const { layerCount, secondsBefore, dearestSeconds, counts, overlapped } = problem;
    const { periodSeconds } = relaxation;
    const c = problem.modeClass[mode] as number;
    const row = c * (layerCount + 1);
    const compute = overlapped
      ? 0
      : (secondsBefore[row + end] as number) - (secondsBefore[row + start] as number);
    const replicas = overlapped ? 1 : (problem.modeReplicas[mode] as number);
    const dearest = dearestSeconds[row + end] as number;
    if ((compute + dearest) / replicas <= periodSeconds) return true;
    for (let d = 0; d < digits.length; d += 1) {
      if (digits[d] === counts[d]) continue;
      const seconds = compute + transferSeconds(problem, end, c, d);
      if (seconds / replicas > periodSeconds) return false;
    }
    return true;
  }

  /** Adds a beginning, unless a known one makes it needless. */
  private offer(
    level: Level,
    next: Beginnings,
    parent: number,
    mode: number,
    start: number,
    end: number,
    slack: number,
    hash: number,
    kind: number,
  ): void {
    const index = next.add(parent, mode, start, end, slack, hash, kind);
    const slot = this.slotOf(level, next, index, kind);
    const known = this.slots[slot] as number;
    if (known >= 0) {
      const better =
        kind === 0 ? end > (next.end[known] as number) : start > (next.start[known] as number);
      if (!better) {
        next.count -= 1;
        return;
      }
      next.needless[known] = 1;
    }
    this.slots[slot] = index;
    if (known < 0) this.states += 1;
    if (2 * this.states > this.slots.length) this.rehash(level, next);
  }

  /** Slot of the beginning with the places of another one and a kind, or where it would be. */
  private slotOf(level: Level, next: Beginnings, index: number, kind: number): number {
    const { slots } = this;
    const hash = next.hash[index] as number;
    let slot = Math.imul(hash ^ Math.imul(kind, 0x85ebca6b), 0xc2b2ae35);
    slot = (slot ^ (slot >>> 15)) & (slots.length - 1);
    for (;;) {
      const known = slots[slot] as number;
      if (known < 0) return slot;
      const alike = next.kind[known] === kind && next.hash[known] === hash;
      if (alike && this.samePlaces(level, next, known, index)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  private rehash(level: Level, next: Beginnings): void {
    const known = this.slots.filter((index) => index >= 0);
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (const index of known) {
      this.slots[this.slotOf(level, next, index, next.kind[index] as number)] = index;
    }
  }

  private samePlaces({ used }: Level, next: Beginnings, a: number, b: number): boolean {
    const { classCount, modeClass, modeReplicas } = this.problem;
    const [rowA, rowB] = [next.parent[a] as number, next.parent[b] as number];
    const [modeA, modeB] = [next.mode[a] as number, next.mode[b] as number];
    for (let c = 0; c < classCount; c += 1) {
      let more = (used[rowA * classCount + c] as number) - (used[rowB * classCount + c] as number);
      if (modeClass[modeA] === c) more += modeReplicas[modeA] as number;
      if (modeClass[modeB] === c) more -= modeReplicas[modeB] as number;
      if (more !== 0) return false;
    }
    return true;
  }

  /** Beginnings that no other one with the same places makes needless. */
  private liveOf(level: Level, next: Beginnings): Int32Array {
    const live = new Int32Array(next.count);
    let count = 0;
    for (let index = 0; index < next.count; index += 1) {
      if (next.needless[index] === 1) continue;
      if (next.kind[index] !== 0) {
        const open = this.slots[this.slotOf(level, next, index, 0)] as number;
        if (open >= 0 && (next.end[open] as number) >= (next.end[index] as number)) continue;
      }
      live[count] = index;
      count += 1;
    }
    return live.subarray(0, count);
  }

  private usedBy({ used }: Level, next: Beginnings, kept: Int32Array): Uint16Array {
    const { classCount, modeClass, modeReplicas } = this.problem;
    const rows = new Uint16Array(kept.length * classCount);
    kept.forEach((index, k) => {
      const parent = (next.parent[index] as number) * classCount;
      const row = rows.subarray(k * classCount, (k + 1) * classCount);
      row.set(used.subarray(parent, parent + classCount));
      const mode = next.mode[index] as number;
      const c = modeClass[mode] as number;
      row[c] = (row[c] as number) + (modeReplicas[mode] as number);
    });
    return rows;
  }
}

/** The `width` of some beginnings that have most to spare. */
function widest(slack: Float64Array, live: Int32Array, width: number): Int32Array {
  const least = Float64Array.from(live, (index) => slack[index] as number).sort();
  const limit = least[live.length - width] as number;
  const above = live.filter((index) => (slack[index] as number) > limit);
  const equal = live.filter((index) => slack[index] === limit);
  const kept = new Int32Array(width);
  kept.set(above);
  kept.set(equal.subarray(0, width - above.length), above.length);
  return kept;
}

function planOf(
  levels: readonly Level[],
  lastKept: number,
  lastMode: number,
  layerCount: number,
): PlannedStage[] {
  const plan = [{ end: layerCount, mode: lastMode }];
  let k = lastKept;
  for (let depth = levels.length - 1; depth > 0; depth -= 1) {
    const level = levels[depth];
    plan.unshift({ end: level?.kept.end[k] ?? 0, mode: level?.kept.mode[k] ?? 0 });
    k = level?.kept.parent[k] ?? 0;
  }
  return plan;
}
