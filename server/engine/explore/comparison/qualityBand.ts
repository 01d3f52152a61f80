import { quantile } from 'simple-statistics';
import type { QualityBand } from '../../../protocol/comparisonResult';
import { improvementSize } from './bestSoFar';
import type { RawRun } from './rawRun';

/** What a curve is read over. */
export type Axis = 'trials' | 'seconds';

/** Most places at which curves are read. */
const mostPlaces = 160;

/** Where an improvement stands on an axis: offset into its three numbers. */
const offsetOf = { trials: 0, seconds: 1 } as const;

/** Where the longest of the runs ends on an axis. */
export function endOf(runs: readonly RawRun[], axis: Axis): number {
  return runs.reduce(
    (end, run) => Math.max(end, axis === 'trials' ? run.trials : run.elapsedSeconds),
    0,
  );
}

/** Places that all curves are read at: every trial where they are few, else at equal ratios. */
export function axisPlaces(runs: readonly RawRun[], axis: Axis): number[] {
  const end = endOf(runs, axis);
  if (axis === 'trials') {
    if (end <= mostPlaces) return Array.from({ length: end }, (_, index) => index + 1);
    return [...new Set(equalRatios(1, end).map(Math.round))];
  }
  const firsts = runs.flatMap(({ improvements }) => (improvements[1] ?? 0) || []);
  const start = firsts.reduce((least, first) => Math.min(least, first), Infinity);
  return start < end ? equalRatios(start, end) : end > 0 ? [end] : [];
}

function equalRatios(start: number, end: number): number[] {
  const last = mostPlaces - 1;
  // The end itself, whatever rounding makes of it.
  return Array.from({ length: mostPlaces }, (_, index) =>
    index === last ? end : start * (end / start) ** (index / last),
  );
}

/**
 * Quartiles over runs of the quality of their best so far; 0 before a run's first trial.
 * @param places in rising order.
 * @param qualityOf share of the reference that a cost is.
 */
export function qualityBand(
  runs: readonly RawRun[],
  axis: Axis,
  places: readonly number[],
  qualityOf: (cost: number) => number,
): QualityBand {
  const columns = places.map(() => new Array<number>(runs.length).fill(0));
  runs.forEach(({ improvements }, run) => {
    let next = 0;
    let quality = 0;
    places.forEach((place, index) => {
      while ((improvements[next + offsetOf[axis]] ?? Infinity) <= place) {
        quality = qualityOf(improvements[next + 2] ?? Infinity);
        next += improvementSize;
      }
      const column = columns[index];
      if (column) column[run] = quality;
    });
  });
  const quartiles = columns.map((column) => quantile(column, [0.25, 0.5, 0.75]));
  const row = (index: number) => quartiles.map((values) => values[index] ?? 0);
  return { lowerQuartile: row(0), median: row(1), upperQuartile: row(2), end: endOf(runs, axis) };
}
