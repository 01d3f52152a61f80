/**
 * Ranks places by speed (more is faster; ties keep their order) and splits them into fast and slow
 * at the largest ratio between neighbours of the ranking. Equal places are all fast.
 */
export function rankPlaces(speed: Float64Array): { rank: Int32Array; fast: Uint8Array } {
  const order = Array.from(speed.keys()).sort((a, b) => {
    const [first = 0, second = 0] = [speed[a], speed[b]];
    // Speeds may be infinite (places that take no time): differences would be NaN.
    return first === second ? a - b : first > second ? -1 : 1;
  });
  const rank = Int32Array.from(order);
  const fast = new Uint8Array(speed.length).fill(1);
  let split = rank.length;
  let largest = 1;
  for (let i = 1; i < rank.length; i += 1) {
    const faster = speed[rank[i - 1] ?? 0] ?? 0;
    const slower = speed[rank[i] ?? 0] ?? 0;
    const gap = faster === slower ? 1 : faster / slower;
    if (gap > largest) [largest, split] = [gap, i];
  }
  for (let i = split; i < rank.length; i += 1) fast[rank[i] ?? 0] = 0;
  return { rank, fast };
}
