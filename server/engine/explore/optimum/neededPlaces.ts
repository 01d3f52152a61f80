import type { ClassProblem } from './classProblem';

/**
 * For each class, the fewest of its places with which a pipeline of at most `periodSeconds` exists,
 * other classes being used as far as they go. Exact: it visits every (used places, next layer, next
 * class) that a pipeline so fast can pass. The period must be reachable.
 */
export function neededPlaces(problem: ClassProblem, periodSeconds: number): number[] {
  const { layerCount, classCount, counts, radix, used, overlapped } = problem;
  // Sums of the same times in another order differ in their last digits.
  const limit = periodSeconds * (1 + 1e-9);
  const width = classCount * (layerCount + 1);
  const reached = new Uint8Array(used * width);
  for (let c = 0; c < classCount; c += 1) reached[c * (layerCount + 1)] = 1;
  const fewest = counts.map((count) => count);
  const usedOf = (vector: number, c: number): number =>
    Math.floor(vector / (radix[c] ?? 1)) % ((counts[c] ?? 0) + 1);

  for (let vector = 0; vector < used; vector += 1) {
    for (let c = 0; c < classCount; c += 1) {
      if (usedOf(vector, c) >= (counts[c] ?? 0)) continue;
      const next = vector + (radix[c] ?? 1);
      for (let i = 0; i < layerCount; i += 1) {
        if (reached[vector * width + c * (layerCount + 1) + i] === 0) continue;
        const last = problem.lastFit(c, i);
        for (let j = i + 1; j <= last; j += 1) {
          const compute = problem.stageSeconds(c, i, j);
          if (compute > limit) break;
          if (j === layerCount) {
            for (let d = 0; d < classCount; d += 1) {
              fewest[d] = Math.min(fewest[d] ?? 0, usedOf(next, d));
            }
            break;
          }
          for (let d = 0; d < classCount; d += 1) {
            const transfer = problem.transferSeconds(j, c, d);
            const stage = overlapped ? Math.max(compute, transfer) : compute + transfer;
            if (stage <= limit) reached[next * width + d * (layerCount + 1) + j] = 1;
          }
        }
      }
    }
  }
  return fewest;
}
