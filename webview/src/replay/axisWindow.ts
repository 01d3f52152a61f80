import type { ReplayModel, ReplayWindowRequest } from '../../../server/protocol/replayModel';

/** A stretch of the axis that is looked at: 0 ≤ from < to, in queries or seconds. */
export interface AxisWindow {
  readonly from: number;
  readonly to: number;
}

/** What a window needs to know of the axis. */
export type Axis = Pick<ReplayModel, 'axis' | 'end' | 'policies'>;

/** More columns than any screen has pixels are not told. */
const mostColumns = 4000;
/** A smaller window would hold too few queries to be a curve. */
const leastQueries = 10;

/** The whole axis. */
export function wholeAxis(axis: Axis): AxisWindow {
  return { from: 0, to: Math.max(axis.end, leastSpan(axis)) };
}

/** How far one query is on the axis, at the mean over the policy that has most of them. */
export function queryStep({ axis, end, policies }: Axis): number {
  if (axis === 'queries') return 1;
  const queries = Math.max(1, ...policies.map((policy) => policy.queries));
  return end > 0 ? end / queries : 1;
}

/** How far a second of the replay is on the axis, at a policy's mean throughput. */
export function positionsPerSecond(
  { axis, policies }: Pick<ReplayModel, 'axis' | 'policies'>,
  policy: number,
): number {
  const rate = axis === 'seconds' ? 1 : (policies[policy]?.throughput ?? 0);
  return Number.isFinite(rate) ? rate : 0;
}

/** The window `factor` times as wide, with what stands at `share` 0…1 of it staying there. */
export function zoomed(
  { from, to }: AxisWindow,
  factor: number,
  share: number,
  axis: Axis,
): AxisWindow {
  const span = (to - from) * factor;
  const middle = from + share * (to - from);
  return within({ from: middle - share * span, to: middle + (1 - share) * span }, axis);
}

/** The window moved by a share of itself. */
export function panned({ from, to }: AxisWindow, share: number, axis: Axis): AxisWindow {
  const by = share * (to - from);
  return within({ from: from + by, to: to + by }, axis);
}

/** The window, moved where a position lies outside of it: a little before what comes next. */
export function showing(window: AxisWindow, position: number, axis: Axis): AxisWindow {
  const { from, to } = window;
  if (position >= from && position <= to) return window;
  const span = to - from;
  const start = position < from ? position - 0.8 * span : position - 0.2 * span;
  return within({ from: start, to: start + span }, axis);
}

/** The window with at least the least span, inside the axis. */
export function within({ from, to }: AxisWindow, axis: Axis): AxisWindow {
  const whole = wholeAxis(axis);
  const length = whole.to;
  const asked = Number.isFinite(to - from) ? to - from : length;
  const span = Math.min(length, Math.max(leastSpan(axis), asked));
  const start = Math.max(0, Math.min(length - span, Number.isFinite(from) ? from : 0));
  return { from: start, to: start + span };
}

/** What is asked for a window on so many pixels: whole queries where the axis counts them. */
export function asked({ from, to }: AxisWindow, pixels: number, axis: Axis): ReplayWindowRequest {
  const isWhole = axis.axis === 'queries';
  const snapped = isWhole ? { from: Math.floor(from), to: Math.ceil(to) } : { from, to };
  const queries = Math.ceil((snapped.to - snapped.from) / queryStep(axis));
  const columns = Math.max(1, Math.min(mostColumns, Math.floor(pixels), queries));
  return { ...snapped, columns };
}

/** True where all of the axis is looked at. */
export function isWhole({ from, to }: AxisWindow, axis: Axis): boolean {
  return from <= 0 && to >= wholeAxis(axis).to;
}

/** A position on the axis: inside it, and a whole query where it counts them. */
export function onReplay(position: number, axis: Axis): number {
  if (!Number.isFinite(position)) return 0;
  if (axis.axis === 'seconds') return Math.max(0, Math.min(axis.end, position));
  return Math.max(0, Math.min(Math.max(0, axis.end - 1), Math.round(position)));
}

/** The position at a share 0…1 of the window's width. */
export function positionAt({ from, to }: AxisWindow, share: number): number {
  return from + share * (to - from);
}

/** The share of the window's width at which a position stands: outside of 0…1 where it is not in it. */
export function shareOf({ from, to }: AxisWindow, position: number): number {
  return (position - from) / (to - from);
}

function leastSpan(axis: Axis): number {
  return leastQueries * queryStep(axis);
}
