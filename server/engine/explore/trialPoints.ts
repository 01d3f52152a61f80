import type { TrialPoint } from '../../protocol/stageMapModel';
import type { TrialResult } from '../../protocol/tuningResult';

const mostPoints = 2000;

/**
 * The trials curve in at most 2 000 points: the first, the last, the improvements (the latest where
 * there are too many), and an even sample of the rest.
 */
export function trialPoints(trace: readonly TrialResult[]): TrialPoint[] {
  let best = -Infinity;
  const improvements: number[] = [];
  const points = trace.map((trial, index) => {
    if (trial.throughput > best) {
      best = trial.throughput;
      improvements.push(index);
    }
    const { trial: number, throughput, elapsedSeconds } = trial;
    return { trial: number, throughput, bestThroughput: best, elapsedSeconds };
  });
  if (points.length <= mostPoints) return points;
  const kept = new Set([0, points.length - 1, ...improvements.slice(-mostPoints / 2)]);
  const room = mostPoints - kept.size;
  for (let k = 0; k < room; k += 1) kept.add(Math.floor((k * points.length) / room));
  return points.filter((_, index) => kept.has(index));
}
