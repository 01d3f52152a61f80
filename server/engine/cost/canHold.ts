/** Most ways to use up memories that are looked at. */
const mostStates = 200_000;

/**
 * Whether the memories can hold the weights of a chain of layers, cut into stages of consecutive
 * layers with a memory each. Exact: for each number of memories used of each capacity, how far down
 * the chain they reach at most. Null where there are too many different capacities to tell.
 * @param weightBytes of each layer. @param memoryBytes of each place.
 */
export function canHold(weightBytes: Float64Array, memoryBytes: Float64Array): boolean | null {
  const layers = weightBytes.length;
  const before = new Float64Array(layers + 1);
  for (let k = 0; k < layers; k += 1) before[k + 1] = (before[k] ?? 0) + (weightBytes[k] ?? 0);
  const counts = new Map<number, number>();
  for (const bytes of memoryBytes) counts.set(bytes, (counts.get(bytes) ?? 0) + 1);
  const kinds: { readonly bytes: number; readonly count: number; readonly stride: number }[] = [];
  let states = 1;
  for (const [bytes, count] of counts) {
    if ((before[layers] ?? 0) <= bytes) return true;
    kinds.push({ bytes, count, stride: states });
    states *= count + 1;
    if (states > mostStates) return null;
  }
  const reach = new Int32Array(states);
  for (let state = 1; state < states; state += 1) {
    let farthest = 0;
    for (const { bytes, count, stride } of kinds) {
      if (Math.floor(state / stride) % (count + 1) === 0) continue;
      farthest = Math.max(farthest, filled(before, reach[state - stride] as number, bytes));
    }
    if (farthest === layers) return true;
    reach[state] = farthest;
  }
  return false;
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
