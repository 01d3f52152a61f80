import { median } from 'simple-statistics';

/** A median with how sure it is. */
export interface MedianInterval {
  readonly median: number;
  /** Half the width of the 95 % confidence interval; null where the samples are too few for one. */
  readonly halfWidth: number | null;
  readonly repetitions: number;
}

/** Standard normal deviate that 2.5 % of a population exceed. */
const deviate = 1.96;

/**
 * The median of samples with its 95 % confidence interval by order statistics, which asks nothing of
 * their distribution: between the k-th smallest and the k-th largest, with k by the normal
 * approximation of the binomial distribution, corrected for continuity.
 */
export function medianInterval(samples: readonly number[]): MedianInterval {
  const sorted = Float64Array.from(samples).sort();
  const { length } = sorted;
  const rank = Math.floor((length - 1 - deviate * Math.sqrt(length)) / 2);
  const [low = NaN, high = NaN] = [sorted[rank], sorted[length - 1 - rank]];
  return {
    median: length === 0 ? 0 : median([...sorted]),
    halfWidth: rank < 0 ? null : (high - low) / 2,
    repetitions: length,
  };
}

/** Times that are as sure as this share of them … */
const settledShare = 0.03;
/** … or as ONNX Runtime's clock is fine need no more repetitions. */
const clockSeconds = 1e-6;

/** Whether a time needs no more repetitions. */
export function isSettled({ median: value, halfWidth }: MedianInterval): boolean {
  return halfWidth !== null && halfWidth <= Math.max(settledShare * value, clockSeconds);
}

/** Half the interval's width as a share of the median; null where nobody knows. */
export function spreadOf({ median: value, halfWidth }: MedianInterval): number | null {
  if (halfWidth === null) return null;
  return value > 0 ? halfWidth / value : 0;
}
