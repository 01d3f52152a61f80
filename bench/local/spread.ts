import { median } from 'simple-statistics';

/** Repetitions of a measurement. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The median of repetitions, and the lowest and highest of them. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median([...values]), low: Math.min(...values), high: Math.max(...values) };
}

/**
 * Ratios of two things that were measured in turn, repetition by repetition: what disturbs the
 * machine for a while disturbs both.
 */
export function pairedRatios(above: readonly number[], below: readonly number[]): Spread {
  return spreadOf(above.map((value, i) => value / (below[i] ?? NaN)));
}
