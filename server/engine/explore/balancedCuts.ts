/**
 * Cuts layers into stages so that the heaviest stage is as light as can be, and writes where stages end.
 * @param weightsBefore L + 1 prefix sums of weights ≥ 0.
 * @param stages 1 … L.
 */
export function balancedCuts(weightsBefore: Float64Array, stages: number, ends: Int32Array): void {
  const layers = weightsBefore.length - 1;
  const total = weightsBefore[layers] as number;
  let low = total / stages;
  let high = total;
  // Halving settles all that a double can tell apart long before.
  for (let i = 0; i < 64 && low < high; i += 1) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (fill(weightsBefore, stages, middle, ends)) high = middle;
    else low = middle;
  }
  if (!fill(weightsBefore, stages, low, ends)) fill(weightsBefore, stages, high, ends);
}

/** Fills stage by stage up to `limit`, at least one layer each; false where a stage exceeds it. */
function fill(
  weightsBefore: Float64Array,
  stages: number,
  limit: number,
  ends: Int32Array,
): boolean {
  const layers = weightsBefore.length - 1;
  let start = 0;
  for (let s = 0; s < stages; s += 1) {
    const last = layers - (stages - s - 1);
    const before = weightsBefore[start] as number;
    let end = s === stages - 1 ? last : start + 1;
    while (end < last && (weightsBefore[end + 1] as number) - before <= limit) end += 1;
    if ((weightsBefore[end] as number) - before > limit && limit < (weightsBefore[layers] as number)) return false; // prettier-ignore
    ends[s] = end;
    start = end;
  }
  return true;
}
