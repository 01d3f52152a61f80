/** The part of an axis that is shown: 0 ≤ min < max, with digits to spare for the ticks between. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
}

/** Beyond these a number's digits, or the sums and products of an axis, run out. */
const least = 1e-100;
const most = 1e100;
/** Values that differ by a smaller part of themselves are one. */
const noise = 1e-9;

/** A value as it stands on an axis: what is no number, not positive or far too small counts as 0. */
export function onAxis(value: number): number {
  return Number.isFinite(value) && value > least ? Math.min(value, most) : 0;
}

/** The range that holds values of an axis with some room above and below. */
export function roomyRange(values: Iterable<number>): AxisRange {
  let low = Infinity;
  let high = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const extent = high - low;
  const margin = extent > high * noise ? extent * 0.08 : high * 0.1 || 1;
  return { min: Math.max(0, Math.min(low, high) - margin), max: high + margin };
}

/** The range from the first of steps that are counted to the last: at least one step. */
export function stepRange(first: number, last: number): AxisRange {
  return { min: first, max: Math.max(last, first + Math.max(1, first * noise)) };
}
