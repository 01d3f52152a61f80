import { transferSeconds, type ClassProblem } from './classProblem';

/** Numbers of an entry: start, class of the next stage, fewest replicas that it needs. */
const width = 3;
/** Entries beyond which memory is too dear: 240 MB. */
const mostEntries = 2e7;

/**
 * For each vector of used places, the starts of a next stage that are open to some classes only: the
 * link to the others is too slow for the period, or only fast enough for stages with replicas.
 * Starts of a vector stand from the largest to the smallest.
 */
export class PartialStarts {
  /** Entries of vector u are those from `ends[u − 1]` up to, not including, `ends[u]`. */
  private readonly ends: Int32Array;
  private entries = new Int32Array(width * 64);
  private count = 0;
  private period = 0;
  private work = 0;
  /** Fewest replicas by start and class; 0 for not reached. */
  private readonly needed: Int32Array;

  constructor(
    vectors: number,
    private readonly problem: ClassProblem,
  ) {
    this.ends = new Int32Array(vectors);
    this.needed = new Int32Array(problem.layerCount * problem.classCount);
  }

  /** Forgets everything, for another period. Vector 0 has no entries. */
  start(periodSeconds: number): void {
    this.period = periodSeconds;
    this.count = 0;
    this.ends[0] = 0;
  }

  /** Steps done since this was asked last. */
  takeWork(): number {
    const { work } = this;
    this.work = 0;
    return work;
  }

  /** True where so many are kept that it is better to give up. */
  get isFull(): boolean {
    return this.count > mostEntries;
  }

  /** Cursor of a vector's first entry. */
  first(used: number): number {
    return used === 0 ? 0 : (this.ends[used - 1] as number);
  }

  /** The first entry from `cursor` on that a stage of this class and replicas may use; −1 for none. */
  next(cursor: number, used: number, c: number, replicas: number): number {
    const { entries } = this;
    const end = this.ends[used] as number;
    for (let entry = cursor; entry < end; entry += 1) {
      if (entries[entry * width + 1] !== c) continue;
      if ((entries[entry * width + 2] as number) <= replicas) return entry;
    }
    return -1;
  }

  /** Start of an entry. */
  startAt(entry: number): number {
    return this.entries[entry * width] as number;
  }

  /** All starts of a vector for a class and number of replicas. */
  startsFor(used: number, c: number, replicas: number): number[] {
    const starts: number[] = [];
    let cursor = this.next(this.first(used), used, c, replicas);
    while (cursor >= 0) {
      starts.push(this.startAt(cursor));
      cursor = this.next(cursor + 1, used, c, replicas);
    }
    return starts;
  }

  /** A vector has no entries. */
  none(used: number): void {
    this.ends[used] = this.count;
  }

  /** True where a vector with one place less has entries: they may hold with the place unused. */
  isNear(used: number, digits: Int32Array, radix: readonly number[]): boolean {
    if (this.count === 0) return false;
    for (let c = 0; c < digits.length; c += 1) {
      if (digits[c] === 0) continue;
      const before = used - (radix[c] as number);
      if (this.first(before) < (this.ends[before] as number)) return true;
    }
    return false;
  }

  /** Finds a vector's entries: the starts beyond `farthest[used]`. */
  collect(
    used: number,
    beyond: number,
    digits: Int32Array,
    radix: readonly number[],
    farthest: Int32Array,
    reach: Int32Array,
  ): void {
    const { layerCount, classCount, modeCount, modeClass, modeReplicas } = this.problem;
    let largest = beyond;
    for (let m = 0; m < modeCount; m += 1) {
      const c = modeClass[m] as number;
      const replicas = modeReplicas[m] as number;
      if ((digits[c] as number) < replicas) continue;
      const before = used - replicas * (radix[c] as number);
      let most = layerCount - 1;
      let cursor = this.first(before);
      for (;;) {
        cursor = this.next(cursor, before, c, replicas);
        const start = cursor < 0 ? (farthest[before] as number) : this.startAt(cursor);
        const last = Math.min(reach[m * layerCount + start] as number, most);
        if (last > largest) largest = last;
        for (let end = last; end > start && end > beyond; end -= 1) {
          this.reachEnd(m, start, end, digits);
        }
        if (cursor < 0 || beyond >= start) break;
        most = start;
        cursor += 1;
      }
    }
    for (let c = 0; c < classCount; c += 1) {
      if (digits[c] !== 0)
        largest = this.inherit(used - (radix[c] as number), largest, beyond, digits);
    }
    this.flush(used, beyond, largest);
  }

  /** True where a stage of one mode may be followed by one of another, within the period. */
  mayFollow(mode: number, start: number, cut: number, next: number): boolean {
    const { modeClass, modeReplicas } = this.problem;
    const least = this.leastReplicas(mode, start, cut, modeClass[next] as number);
    return least > 0 && least <= (modeReplicas[next] as number);
  }

  /** Fewest replicas that a next stage of class d needs; 0 where no number is enough. */
  private leastReplicas(mode: number, start: number, cut: number, d: number): number {
    const { problem, period } = this;
    const { layerCount, secondsBefore, overlapped } = problem;
    const c = problem.modeClass[mode] as number;
    const replicas = problem.modeReplicas[mode] as number;
    const transfer = transferSeconds(problem, cut, c, d);
    if (!overlapped) {
      const row = c * (layerCount + 1);
      const compute = (secondsBefore[row + cut] as number) - (secondsBefore[row + start] as number);
      return (compute + transfer) / replicas <= period ? 1 : 0;
    }
    for (let turns = 1; turns <= replicas; turns += 1) {
      if (transfer / turns <= period) return turns;
    }
    return 0;
  }

  private reachEnd(mode: number, start: number, end: number, digits: Int32Array): void {
    const { classCount, counts } = this.problem;
    this.work += classCount;
    for (let d = 0; d < classCount; d += 1) {
      const free = (counts[d] as number) - (digits[d] as number);
      if (free === 0) continue;
      const least = this.leastReplicas(mode, start, end, d);
      if (least > 0 && least <= free) this.need(end, d, least);
    }
  }

  /** Entries with a place less, where their class has places left. */
  private inherit(before: number, largest: number, beyond: number, digits: Int32Array): number {
    const { entries } = this;
    const { counts } = this.problem;
    const end = this.ends[before] as number;
    let most = largest;
    for (let entry = this.first(before); entry < end; entry += 1) {
      const start = entries[entry * width] as number;
      const d = entries[entry * width + 1] as number;
      const least = entries[entry * width + 2] as number;
      if (start <= beyond || least > (counts[d] as number) - (digits[d] as number)) continue;
      this.need(start, d, least);
      if (start > most) most = start;
    }
    return most;
  }

  private need(start: number, d: number, least: number): void {
    const { needed } = this;
    const index = start * this.problem.classCount + d;
    const known = needed[index] as number;
    if (known === 0 || least < known) needed[index] = least;
  }

  private flush(used: number, beyond: number, largest: number): void {
    const { needed } = this;
    const { classCount } = this.problem;
    this.work += (largest - beyond) * classCount;
    for (let start = largest; start > beyond; start -= 1) {
      for (let d = 0; d < classCount; d += 1) {
        const least = needed[start * classCount + d] as number;
        if (least === 0) continue;
        needed[start * classCount + d] = 0;
        this.push(start, d, least);
      }
    }
    this.ends[used] = this.count;
  }

  private push(start: number, d: number, least: number): void {
    const at = this.count * width;
    if (at === this.entries.length) {
      const larger = new Int32Array(2 * at);
      larger.set(this.entries);
      this.entries = larger;
    }
    this.entries[at] = start;
    this.entries[at + 1] = d;
    this.entries[at + 2] = least;
    this.count += 1;
  }
}
