import { rooflineParts } from '../cost/roofline';
import type { TimeTable } from '../cost/timeTable';
import type { Network } from '../network/network';
import type { Platform } from '../platform/platform';

/**
 * Which layers wait for memory, and so are slowed by the memory factor of interference: `[class][layer]`
 * is 1 for them. Classes are those of the quiet table's space.
 */
export type MemoryBound = readonly Uint8Array[];

/** By the roofline model: a layer waits for memory where its memory time is the longer one. */
export function memoryBoundByRoofline(
  { space }: TimeTable,
  network: Network,
  platform: Platform,
): MemoryBound {
  return eachClass(space, (place, row) => {
    const at = platform.places[place];
    if (at === undefined) return;
    network.layers.forEach((layer, index) => {
      const { computeSeconds, memorySeconds } = rooflineParts(layer, at);
      row[index] = memorySeconds > computeSeconds ? 1 : 0;
    });
  });
}

/** Layers that move bytes at least at this share of the fastest rate wait for memory. */
const nearPeak = 0.5;

/**
 * By a table alone, such as a profile's, that knows neither arithmetic nor bandwidth. A layer moves its
 * weights and what crosses the cuts before and after it; the highest rate (bytes a second) that any
 * layer reaches on a place stands for its memory, and a layer at half of it or more waits for it. Where
 * a table has no bytes, every layer computes.
 */
export function memoryBoundByTraffic({ space, seconds }: TimeTable): MemoryBound {
  const { cutBytes, layers, weightBytesBefore } = space;
  const bytes = layers.map((_, k) => {
    const weights = (weightBytesBefore[k + 1] ?? 0) - (weightBytesBefore[k] ?? 0);
    return weights + (cutBytes[k] ?? 0) + (cutBytes[k + 1] ?? 0);
  });
  return eachClass(space, (place, row) => {
    // A layer that takes no time says nothing of a rate.
    const rates = bytes.map((moved, layer) => {
      const taken = seconds(layer, place);
      return taken > 0 ? moved / taken : 0;
    });
    const peak = rates.reduce((most, rate) => Math.max(most, rate), 0);
    rates.forEach((rate, layer) => {
      row[layer] = peak > 0 && rate >= nearPeak * peak ? 1 : 0;
    });
  });
}

/** A row for each class, filled in by the first place of it. */
function eachClass(
  { classCount, classOf, layers }: TimeTable['space'],
  fill: (place: number, row: Uint8Array) => void,
): MemoryBound {
  return Array.from({ length: classCount }, (_, c) => {
    const row = new Uint8Array(layers.length);
    fill(classOf.indexOf(c), row);
    return row;
  });
}
