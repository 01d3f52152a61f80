/** Speeds that differ by less than this ratio are noise, not two kinds of place. */
const leastRatio = 1.1;

/**
 * Tells fast places (1) from slow ones (0): the speeds are sorted, and split at the largest ratio
 * between neighbours; of equal ratios the one between the faster places counts. All places are fast
 * where the fastest is less than 10 % ahead of the slowest.
 * @param cost what a place needs for the same work (time, or 1 / speed), ≥ 0; 0 is infinitely fast.
 */
export function splitFast(cost: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const fast = new Uint8Array(cost.length).fill(1);
  const sorted = Float64Array.from(cost).sort();
  const least = sorted[0] ?? 0;
  const most = sorted.at(-1) ?? 0;
  if (ratioOf(least, most) < leastRatio) return fast;
  let widest = 0;
  let slowest = most;
  for (let i = 1; i < sorted.length; i += 1) {
    const before = sorted[i - 1] ?? 0;
    const ratio = ratioOf(before, sorted[i] ?? 0);
    if (ratio > widest) [widest, slowest] = [ratio, before];
  }
  for (let place = 0; place < cost.length; place += 1) {
    if ((cost[place] ?? 0) > slowest) fast[place] = 0;
  }
  return fast;
}

/** How many times `more` exceeds `less`; 1 for two zeros. */
function ratioOf(less: number, more: number): number {
  return less === more ? 1 : more / less;
}

/** Places from the least cost to the most; equal ones in the order of their index. */
export function rankBy(cost: ArrayLike<number>): Int32Array<ArrayBuffer> {
  return Int32Array.from(cost, (_, place) => place).sort(
    (a, b) => (cost[a] ?? 0) - (cost[b] ?? 0) || a - b,
  );
}
