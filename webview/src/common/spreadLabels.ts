/**
 * Tops of labels of one height that keep in order and clear of each other, each as near to where it
 * is wanted as they can all be, within [top, bottom]. Too many for the room are spread evenly.
 */
export function spreadLabels(
  wanted: readonly number[],
  height: number,
  top: number,
  bottom: number,
): number[] {
  const count = wanted.length;
  if (count === 0) return [];
  const lowest = Math.max(top, bottom - height);
  const step = Math.min(height, (lowest - top) / Math.max(1, count - 1));
  const order = wanted
    .map((_, index) => index)
    .sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);
  const tops = new Array<number>(count).fill(top);
  let next = top;
  for (const index of order) {
    const y = Math.max(next, Math.min(lowest, at(wanted, index)));
    tops[index] = y;
    next = y + step;
  }
  // What was pushed over the edge comes back up, and pushes what is above it.
  let limit = lowest;
  for (const index of order.reverse()) {
    const y = Math.max(top, Math.min(limit, at(tops, index)));
    tops[index] = y;
    limit = y - step;
  }
  return tops;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
