import type { Space } from '../pipeline/space';
import { classesOf } from './placeClasses';
import { rankPlaces } from './rankPlaces';

/** Times of every layer on every place, with all that an explorer may know beside them. */
export interface TimeTable {
  readonly space: Space;
  /**
   * Prefix sums of seconds, place-major: entry p·(L+1)+k is the time of the layers before k on
   * place p. They never fall, so a stage's time is never negative.
   */
  readonly secondsBefore: Float64Array;
}

/** What a time table is made from. L layers, P places. */
export interface TimeTableInput {
  readonly layers: readonly string[];
  readonly places: readonly string[];
  /** L × P, row-major: seconds of each layer on each place, ≥ 0 and finite. */
  readonly seconds: Float64Array;
  /** L static load hints. */
  readonly hints: Float64Array;
  /** L + 1 cut sizes in bytes. */
  readonly cutBytes: Float64Array;
  /** P × P, row-major; the diagonal is not read. */
  readonly linkLatencySeconds: Float64Array;
  readonly linkSecondsPerByte: Float64Array;
  readonly overlapped: boolean;
  /** Bytes of each layer's weights. */
  readonly weightBytes: Float64Array;
  /** Capacity of each place's memory; Infinity for no limit. */
  readonly memoryBytes: Float64Array;
  /** How fast each place is, more is faster. Default: one over its total time. */
  readonly speed?: Float64Array;
  /** 1 for a fast place. Default: split at the largest gap between speeds. */
  readonly fast?: Uint8Array;
}

/** Builds prefix sums, ranks and classes. Sizes must fit: callers have checked them. */
export function createTimeTable(input: TimeTableInput): TimeTable {
  const { layers, places, seconds } = input;
  const secondsBefore = new Float64Array(places.length * (layers.length + 1));
  const speed = new Float64Array(places.length);
  for (let p = 0; p < places.length; p += 1) {
    let total = 0;
    for (let layer = 0; layer < layers.length; layer += 1) {
      total += seconds[layer * places.length + p] ?? 0;
      secondsBefore[p * (layers.length + 1) + layer + 1] = total;
    }
    speed[p] = 1 / total;
  }
  const { rank, fast } = rankPlaces(input.speed ?? speed);
  const classOf = classesOf(input);
  const weightBytesBefore = new Float64Array(layers.length + 1);
  input.weightBytes.forEach((bytes, layer) => {
    weightBytesBefore[layer + 1] = (weightBytesBefore[layer] ?? 0) + bytes;
  });
  const space: Space = {
    layers,
    places,
    hints: input.hints,
    rank,
    fast: input.fast ?? fast,
    classOf,
    classCount: classOf.reduce((most, c) => Math.max(most, c + 1), 0),
    cutBytes: input.cutBytes,
    linkLatencySeconds: input.linkLatencySeconds,
    linkSecondsPerByte: input.linkSecondsPerByte,
    overlapped: input.overlapped,
    weightBytesBefore,
    memoryBytes: input.memoryBytes,
  };
  return { space, secondsBefore };
}
