import { createConfiguration, type Configuration } from './configuration';

/** Most ways to use up memories that are looked at. */
const mostStates = 200_000;

/** Places whose memories have the same capacity. */
interface Kind {
  readonly bytes: number;
  readonly places: readonly number[];
  /** Distance of two states that differ by one place of this kind. */
  readonly stride: number;
}

/**
 * A configuration whose memories hold the weights of all layers; null where there is none, and
 * undefined where there are too many different capacities to tell. Exact: for each number of places
 * used of each capacity, how far down the chain their memories reach at most.
 * @param weightBytesBefore L + 1 prefix sums of weight bytes. @param memoryBytes of each place.
 */
export function packing(
  weightBytesBefore: Float64Array,
  memoryBytes: Float64Array,
): Configuration | null | undefined {
  const layers = weightBytesBefore.length - 1;
  const kinds = kindsOf(memoryBytes);
  const states = kinds.reduce((product, { places }) => product * (places.length + 1), 1);
  if (states > mostStates) return undefined;
  const reach = new Int32Array(states);
  for (let state = 1; state < states; state += 1) {
    let farthest = 0;
    for (const { bytes, places, stride } of kinds) {
      if (Math.floor(state / stride) % (places.length + 1) === 0) continue;
      const end = filled(weightBytesBefore, reach[state - stride] as number, bytes);
      if (end > farthest) farthest = end;
    }
    reach[state] = farthest;
    if (farthest === layers) return traced(weightBytesBefore, kinds, reach, state);
  }
  return null;
}

function kindsOf(memoryBytes: Float64Array): Kind[] {
  const byBytes = new Map<number, number[]>();
  memoryBytes.forEach((bytes, place) => {
    const known = byBytes.get(bytes);
    if (known === undefined) byBytes.set(bytes, [place]);
    else known.push(place);
  });
  let stride = 1;
  return [...byBytes].map(([bytes, places]) => {
    const kind = { bytes, places, stride };
    stride *= places.length + 1;
    return kind;
  });
}

/** First layer that a memory has no room for, where it holds the layers from `start` on. */
function filled(before: Float64Array, start: number, bytes: number): number {
  let low = start;
  let high = before.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((before[middle] as number) - (before[start] as number) <= bytes) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The stages that led to a state, from the last to the first. */
function traced(
  before: Float64Array,
  kinds: readonly Kind[],
  reach: Int32Array,
  last: number,
): Configuration {
  const placeCount = kinds.reduce((sum, { places }) => sum + places.length, 0);
  const stages: { readonly end: number; readonly place: number }[] = [];
  for (let state = last; state > 0;) {
    const end = reach[state] ?? 0;
    for (const { bytes, places, stride } of kinds) {
      const used = Math.floor(state / stride) % (places.length + 1);
      const start = reach[state - stride] ?? 0;
      if (used === 0 || filled(before, start, bytes) !== end) continue;
      if (end > start) stages.push({ end, place: places[used - 1] ?? 0 });
      state -= stride;
      break;
    }
  }
  const configuration = createConfiguration(placeCount);
  configuration.stages = stages.length;
  stages.reverse().forEach(({ end, place }, s) => {
    configuration.ends[s] = end;
    configuration.places[s] = place;
  });
  return configuration;
}
