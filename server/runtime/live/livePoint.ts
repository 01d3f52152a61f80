import type { LivePoint } from '../../protocol/liveModel';
import type { RunFrame } from '../../protocol/liveRun';

/** A frame as a point of a curve. @param places what its figures are of; others idle in the frame. */
export function pointOf(frame: RunFrame, places: readonly string[]): LivePoint {
  const { completed, latency } = frame;
  const byPlace = (values: readonly number[]) =>
    places.map((place) => values[frame.places.indexOf(place)] ?? 0);
  return {
    elapsedSeconds: frame.elapsedSeconds,
    seconds: frame.frameSeconds,
    completed,
    throughput: frame.throughput,
    p50Seconds: completed > 0 ? latency.p50 / 1e6 : null,
    p99Seconds: completed > 0 ? latency.p99 / 1e6 : null,
    violations: frame.violations,
    queueDepth: frame.queueDepth,
    utilisation: byPlace(frame.utilisation),
    stageSeconds: byPlace(frame.stageSeconds),
  };
}

/**
 * Several moments in a row as one: sums, means by time or by queries, the deepest queue. Percentiles
 * of parts do not give that of the whole: the median is their mean by queries, p99 the highest.
 */
export function mergedPoint(points: readonly LivePoint[]): LivePoint {
  const seconds = sum(points, (point) => point.seconds);
  const completed = sum(points, (point) => point.completed);
  const served = points.filter((point) => point.completed > 0);
  const last = points.at(-1);
  const stages = last?.utilisation.map((_, stage) => stage) ?? [];
  const meanOver = (
    parts: readonly LivePoint[],
    share: (point: LivePoint) => number,
    value: (point: LivePoint) => number,
  ) => sum(parts, (point) => share(point) * value(point)) / (sum(parts, share) || 1);
  return {
    elapsedSeconds: last?.elapsedSeconds ?? 0,
    seconds,
    completed,
    throughput: seconds > 0 ? completed / seconds : 0,
    p50Seconds:
      served.length === 0
        ? null
        : meanOver(
            served,
            ({ completed: queries }) => queries,
            ({ p50Seconds }) => p50Seconds ?? 0,
          ),
    p99Seconds:
      served.length === 0 ? null : Math.max(...served.map(({ p99Seconds }) => p99Seconds ?? 0)),
    violations: sum(points, (point) => point.violations),
    queueDepth: Math.max(0, ...points.map(({ queueDepth }) => queueDepth)),
    utilisation: stages.map((stage) =>
      meanOver(
        points,
        (point) => point.seconds,
        ({ utilisation }) => utilisation[stage] ?? 0,
      ),
    ),
    stageSeconds: stages.map((stage) =>
      meanOver(
        points.filter(({ stageSeconds }) => (stageSeconds[stage] ?? 0) > 0),
        ({ completed: queries }) => Math.max(1, queries),
        ({ stageSeconds }) => stageSeconds[stage] ?? 0,
      ),
    ),
  };
}

function sum(points: readonly LivePoint[], value: (point: LivePoint) => number): number {
  return points.reduce((total, point) => total + value(point), 0);
}
