import { prefixSums } from '../core/prefixSums';
import { highestThroughput, type Objective } from '../pipeline/objective';
import type { Space } from '../pipeline/space';
import { rankBy, splitFast } from '../platform/ranking';
import { placeClasses } from './placeClasses';

/** What a testbed knows: the problem as explorers see it, and the time of each layer on each place. */
export interface TimeTable {
  readonly space: Space;
  /** Prefix sums, place-major: entry `place × (L + 1) + k` is the time of the layers before k. */
  readonly secondsBefore: Float64Array;
  /** Time of one layer on one place, as it was given. */
  seconds(layer: number, place: number): number;
}

/** What a table is made from. L layers, P places; all numbers ≥ 0. */
export interface TimeTableInput {
  readonly layers: readonly string[];
  readonly places: readonly string[];
  /** L × P, row-major: `seconds[layer × P + place]`. Kept, not copied. */
  readonly seconds: Float64Array;
  /** L static load hints. */
  readonly hints: Float64Array;
  /** L + 1 entries: bytes across the cut before layer k. */
  readonly cutBytes: Float64Array;
  /** P × P, row-major; the diagonal is ignored. */
  readonly linkLatencySeconds: Float64Array;
  /** P × P, row-major; the diagonal is ignored. */
  readonly linkSecondsPerByte: Float64Array;
  readonly overlapped: boolean;
  /** L entries. */
  readonly weightBytes: Float64Array;
  /** P entries; Infinity for no limit. */
  readonly memoryBytes: Float64Array;
  /** P entries: power while a place works and while it waits. Default: not known. */
  readonly power?: { readonly busyWatts: Float64Array; readonly idleWatts: Float64Array };
  /** Places from fastest to slowest. Default: by their total time, ties by index. */
  readonly rank?: Int32Array;
  /** 1 for a fast place. Default: split at the largest gap between total times (splitFast). */
  readonly fast?: Uint8Array;
}

/** Makes a table: prefix sums, rank, fast and slow places, classes of equal places. */
export function createTimeTable(input: TimeTableInput): TimeTable {
  const { layers, places, seconds } = input;
  const placeCount = places.length;
  const row = layers.length + 1;
  const secondsBefore = new Float64Array(row * placeCount);
  const totals = new Float64Array(placeCount);
  for (let place = 0; place < placeCount; place += 1) {
    let sum = 0;
    for (let layer = 0; layer < layers.length; layer += 1) {
      sum += seconds[layer * placeCount + place] ?? 0;
      secondsBefore[place * row + layer + 1] = sum;
    }
    totals[place] = sum;
  }
  const linkLatencySeconds = withoutDiagonal(input.linkLatencySeconds, placeCount);
  const linkSecondsPerByte = withoutDiagonal(input.linkSecondsPerByte, placeCount);
  const { memoryBytes } = input;
  const unknown = new Float64Array(placeCount).fill(NaN);
  const { busyWatts, idleWatts } = input.power ?? { busyWatts: unknown, idleWatts: unknown };
  const facts = {
    placeCount,
    seconds,
    totals,
    memoryBytes,
    linkLatencySeconds,
    linkSecondsPerByte,
    busyWatts,
    idleWatts,
  };
  const space: Space = {
    layers,
    places,
    hints: input.hints,
    rank: input.rank ?? rankBy(totals),
    fast: input.fast ?? splitFast(totals),
    ...placeClasses(facts),
    cutBytes: input.cutBytes,
    linkLatencySeconds,
    linkSecondsPerByte,
    overlapped: input.overlapped,
    weightBytesBefore: prefixSums(input.weightBytes),
    memoryBytes,
    busyWatts,
    idleWatts,
    hasPower: !busyWatts.some(Number.isNaN) && !idleWatts.some(Number.isNaN),
    objective: highestThroughput,
    maxReplicas: 1,
  };
  return {
    space,
    secondsBefore,
    seconds: (layer, place) => seconds[layer * placeCount + place] ?? 0,
  };
}

/** The same times, for another objective and number of replicas. */
export function aimTable(table: TimeTable, objective: Objective, maxReplicas: number): TimeTable {
  return { ...table, space: { ...table.space, objective, maxReplicas } };
}

/** A place needs no link to itself: its entries become 0. */
function withoutDiagonal(matrix: Float64Array, size: number): Float64Array {
  const copy = matrix.slice();
  for (let place = 0; place < size; place += 1) copy[place * (size + 1)] = 0;
  return copy;
}
