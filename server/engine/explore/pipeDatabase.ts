import { prefixSums } from '../core/prefixSums';
import type { Random } from '../core/random';
import { createConfiguration, type Configuration } from '../pipeline/configuration';
import { excessBytes } from '../pipeline/excessBytes';
import type { Space } from '../pipeline/space';
import { balancedCuts } from './balancedCuts';
import { assignPlaces } from './shishaSeed';

/** Most numbers that the entries of a database hold together: 32 MB. */
const mostNumbers = 2 ** 23;

/**
 * The database of Pipe-Search: pipelines of every number of stages, their layers about balanced by the
 * hints, the heaviest stage on the fastest place. For each number of stages the most balanced cut
 * comes first, then what is reached from it by moving boundaries by a layer, nearest first. What does not
 * fit the memories is left out.
 */
export class PipeDatabase {
  /** Memory that the entries take. */
  readonly bytes: number;
  /** Entry of each number of stages that has one: its most balanced cut. */
  readonly seeds: readonly number[];
  /** L + 1 prefix sums of the hints. */
  readonly weightBefore: Float64Array;
  /** Entry e is `rows[starts[e] … starts[e + 1]]`: ends, then places. */
  private readonly rows: Int32Array;
  private readonly starts: Int32Array;
  private readonly taken: Uint8Array;

  /**
   * @param capacity most entries, fewer where they would take more than 32 MB; every number of stages
   * has a part of it, and at least one entry.
   */
  constructor(
    private readonly space: Space,
    capacity: number,
    random: Random,
  ) {
    const mostStages = Math.min(space.layers.length, space.places.length);
    const most = Math.min(capacity, Math.floor(mostNumbers / (2 * mostStages)));
    const entry = createConfiguration(mostStages);
    const rows: number[] = [];
    const starts = [0];
    const seeds: number[] = [];
    this.weightBefore = prefixSums(space.hints);
    for (let stages = 1; stages <= mostStages; stages += 1) {
      // What shallow pipelines leave over, since there are few of them, deeper ones get.
      const share = Math.ceil((most - starts.length + 1) / (mostStages - stages + 1));
      const first = starts.length - 1;
      entry.stages = stages;
      for (const cut of cutsAroundBalance(this.weightBefore, stages, Math.max(1, share))) {
        for (let s = 0; s < stages; s += 1) entry.ends[s] = cut.charCodeAt(s);
        assignPlaces(space, entry, 'rank_w', random);
        if (excessBytes(space, entry) > 0) continue;
        rows.push(...entry.ends.subarray(0, stages), ...entry.places.subarray(0, stages));
        starts.push(rows.length);
      }
      if (starts.length - 1 > first) seeds.push(first);
    }
    this.rows = Int32Array.from(rows);
    this.starts = Int32Array.from(starts);
    this.taken = new Uint8Array(starts.length - 1);
    this.seeds = seeds;
    this.bytes = this.rows.byteLength + this.starts.byteLength + this.taken.byteLength;
  }

  /** Writes an entry to `target`, which has room for a stage on each place, and marks it. */
  take(entry: number, target: Configuration): void {
    const { rows, starts } = this;
    const start = starts[entry] as number;
    this.taken[entry] = 1;
    target.stages = ((starts[entry + 1] as number) - start) >> 1;
    for (let s = 0; s < target.stages; s += 1) {
      target.ends[s] = rows[start + s] as number;
      target.places[s] = rows[start + target.stages + s] as number;
      target.replicas[s] = 1;
    }
  }

  /**
   * Entry whose slowest stage is expected to be fastest, of those that were not taken; −1 for none.
   * @param secondsPerWeight of each class of places.
   */
  fastest(secondsPerWeight: Float64Array): number {
    let fastest = -1;
    let least = Infinity;
    for (let entry = 0; entry < this.taken.length; entry += 1) {
      if (this.taken[entry] === 1) continue;
      const seconds = this.expectedSeconds(entry, secondsPerWeight);
      if (fastest >= 0 && !(seconds < least)) continue;
      fastest = entry;
      least = seconds;
    }
    return fastest;
  }

  private expectedSeconds(entry: number, secondsPerWeight: Float64Array): number {
    const { rows, starts, space, weightBefore } = this;
    const first = starts[entry] as number;
    const stages = ((starts[entry + 1] as number) - first) >> 1;
    let slowest = 0;
    let before = 0;
    for (let s = 0; s < stages; s += 1) {
      const after = weightBefore[rows[first + s] as number] as number;
      const kind = space.classOf[rows[first + stages + s] as number] as number;
      slowest = Math.max(slowest, (after - before) * (secondsPerWeight[kind] as number));
      before = after;
    }
    return slowest;
  }
}

/** The balanced cut and those around it, each as text: its k-th character is the end of stage k. */
function cutsAroundBalance(weightBefore: Float64Array, stages: number, most: number): string[] {
  const balanced = new Int32Array(stages);
  balancedCuts(weightBefore, stages, balanced);
  const found = [String.fromCharCode(...balanced)];
  const known = new Set(found);
  for (let next = 0; next < found.length && found.length < most; next += 1) {
    const cut = found[next] ?? '';
    for (let move = 0; move < 2 * (stages - 1) && found.length < most; move += 1) {
      const s = move >> 1;
      const end = cut.charCodeAt(s) + (move % 2 === 0 ? -1 : 1);
      const start = s === 0 ? 0 : cut.charCodeAt(s - 1);
      if (end <= start || end >= cut.charCodeAt(s + 1)) continue;
      const moved = cut.slice(0, s) + String.fromCharCode(end) + cut.slice(s + 1);
      if (known.has(moved)) continue;
      known.add(moved);
      found.push(moved);
    }
  }
  return found;
}
