import type { ClassProblem } from './classProblem';

/**
 * For each mode m and first layer i, entry `m × L + i` becomes the largest end of a stage that fits
 * the memory and takes at most `periodSeconds` for each result, sending apart; i where even one
 * layer takes longer.
 */
export function fillStageReach(
  problem: ClassProblem,
  periodSeconds: number,
  reach: Int32Array,
): void {
  const { layerCount, modeCount, modeClass, modeReplicas, secondsBefore, lastFit } = problem;
  for (let m = 0; m < modeCount; m += 1) {
    const c = modeClass[m] as number;
    const replicas = modeReplicas[m] as number;
    const row = c * (layerCount + 1);
    let end = 0;
    for (let start = 0; start < layerCount; start += 1) {
      if (end < start) end = start;
      const before = secondsBefore[row + start] as number;
      const last = lastFit[c * layerCount + start] as number;
      // Differences of growing sums grow, rounded or not, so the ends only move forward.
      while (
        end < last &&
        ((secondsBefore[row + end + 1] as number) - before) / replicas <= periodSeconds
      ) {
        end += 1;
      }
      reach[m * layerCount + start] = end;
    }
  }
}
