import type { TrialPoint } from '../../../server/protocol/stageMapModel';

/** Steps of a page key through the trials. */
const pagesThrough = 10;

/** Index of the point whose trial is nearest; points ascend by trial. −1 where there are none. */
export function nearestPoint(points: readonly TrialPoint[], trial: number): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.trial ?? 0) < trial) low = middle + 1;
    else high = middle;
  }
  const before = points[low - 1];
  const at = points[low];
  if (before && at && trial - before.trial < at.trial - trial) return low - 1;
  return at ? low : -1;
}

/** The trial that a key leads to, or null where the key is not one of the slider's. */
export function trialAfterKey(
  points: readonly TrialPoint[],
  trial: number,
  key: string,
): number | null {
  const last = points.length - 1;
  const at = nearestPoint(points, trial);
  if (at < 0) return null;
  const page = Math.max(1, Math.round(points.length / pagesThrough));
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  if (target === undefined) return null;
  return points[Math.max(0, Math.min(last, target))]?.trial ?? null;
}
