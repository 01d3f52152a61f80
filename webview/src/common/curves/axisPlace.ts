import type { AxisRange } from '../axisRange';

/** What curves are drawn over: trials, or the trial time that was spent. */
export type Axis = 'trials' | 'seconds';

/** How a person wants to see an axis. */
export interface AxisLook {
  readonly axis: Axis;
  readonly log: boolean;
}

/** A point of a curve, in the units of its axes. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The value that stands at a share 0…1 of the axis. */
export function valueAtShare(
  share: number,
  { min, max }: AxisRange,
  { axis, log }: AxisLook,
): number {
  const value = log ? min * (max / min) ** share : min + share * (max - min);
  // There is nothing between two trials.
  return axis === 'trials' ? Math.round(value) : value;
}

/** The share 0…1 of the axis at which a value stands. */
export function shareOfValue(
  value: number,
  { min, max }: AxisRange,
  { log }: Pick<AxisLook, 'log'>,
): number {
  const share = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
}
