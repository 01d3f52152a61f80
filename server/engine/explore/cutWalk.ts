/**
 * All ways to cut a chain of layers into stages, in an order in which each step moves one boundary,
 * and over layers that are no boundaries: the homogeneous order of combinations of Eades and McKay.
 * With E(n, k) for k boundaries among the places 1 … n before a layer, as bits:
 * E(n, k) = E(n − 1, k) 0, then E(n − 2, k − 1) backwards 01, then E(n − 2, k − 2) 11.
 */

/**
 * Sets `ends[0 … stages − 1]` to one way to cut.
 * @param index position in the order, 0 ≤ index < C(layers − 1, stages − 1).
 */
export function startCuts(ends: Int32Array, layers: number, stages: number, index: bigint): void {
  let n = layers - 1;
  let k = stages - 1;
  let size = binomial(n, k);
  let rank = index;
  ends[k] = layers;
  while (k > 0 && k < n) {
    const without = (size * BigInt(n - k)) / BigInt(n);
    const alone = ((size - without) * BigInt(n - k)) / BigInt(n - 1);
    if (rank < without) {
      size = without;
    } else if (rank < without + alone) {
      rank = without + alone - 1n - rank;
      size = alone;
      ends[(k -= 1)] = n;
      n -= 1;
    } else {
      rank -= without + alone;
      size -= without + alone;
      ends[(k -= 1)] = n;
      ends[(k -= 1)] = n - 1;
      n -= 1;
    }
    n -= 1;
  }
  for (; k > 0; k -= 1) ends[k - 1] = k;
}

/** Steps to the next way to cut; false at the last one, which stays. O(layers), allocates nothing. */
export function nextCuts(ends: Int32Array, layers: number, stages: number): boolean {
  let n = layers - 1;
  let k = stages - 1;
  let forward = true;
  // The innermost part of the order that can go on does; where none within it can, it is its turn.
  let moved = -1;
  let target = 0;
  while (k > 0 && k < n) {
    if (ends[k - 1] !== n) {
      if (forward) {
        moved = k - 1;
        target = n;
      }
      n -= 1;
    } else if (k < 2 || ends[k - 2] !== n - 1) {
      if (!forward) {
        moved = k - 1;
        target = n - 1;
      } else if (k > 1) {
        moved = k - 2;
        target = n - 1;
      }
      forward = !forward;
      k -= 1;
      n -= 2;
    } else {
      if (!forward) {
        moved = k - 2;
        target = k - 1;
      }
      k -= 2;
      n -= 2;
    }
  }
  if (moved < 0) return false;
  ends[moved] = target;
  return true;
}

function binomial(n: number, k: number): bigint {
  let value = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) value = (value * BigInt(n - i + 1)) / BigInt(i);
  return value;
}
