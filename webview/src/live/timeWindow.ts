import { minuteSeconds, type LiveModel } from '../../../server/protocol/liveModel';

/** A part of a run: 0 ≤ from < to, seconds since it began. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** How a person wants to see the curves. */
export interface LiveLook {
  readonly span: 'minute' | 'whole';
  /** A part that is looked at; null follows the run. */
  readonly zoom: TimeWindow | null;
}

/** A smaller part would hold no two moments. */
const leastSeconds = 0.5;

/** How long the run has lasted. */
export function elapsedOf({ minute }: Pick<LiveModel, 'minute'>): number {
  return minute.at(-1)?.elapsedSeconds ?? 0;
}

/** The part of the run that is shown. */
export function shownWindow(model: LiveModel, { span, zoom }: LiveLook): TimeWindow {
  if (zoom !== null) return zoom;
  const end = elapsedOf(model);
  if (span === 'whole') return { from: 0, to: Math.max(end, leastSeconds) };
  // A run that has just begun fills its axis from the left.
  const expected = Math.max(leastSeconds, Math.min(minuteSeconds, model.load.seconds));
  const to = Math.max(end, expected);
  return { from: Math.max(0, to - minuteSeconds), to };
}

/** The middle half of a window. */
export function zoomedIn({ from, to }: TimeWindow): TimeWindow {
  const half = Math.max(leastSeconds, (to - from) / 2);
  const from2 = Math.max(0, (from + to - half) / 2);
  return { from: from2, to: from2 + half };
}

/** Twice the window; null where that is all of the run. */
export function zoomedOut({ from, to }: TimeWindow, end: number): TimeWindow | null {
  const span = 2 * (to - from);
  if (span >= end) return null;
  const from2 = Math.min(Math.max(0, (from + to - span) / 2), end - span);
  return { from: from2, to: from2 + span };
}

/** The window moved by a share of itself, within the run. */
export function shifted({ from, to }: TimeWindow, share: number, end: number): TimeWindow {
  const span = to - from;
  const from2 = Math.max(0, Math.min(from + share * span, end - span));
  return { from: from2, to: from2 + span };
}

/** The part between two shares 0…1 of a window, in any order; null where it is too small to be meant. */
export function selected({ from, to }: TimeWindow, a: number, b: number): TimeWindow | null {
  const [first, last] = a < b ? [a, b] : [b, a];
  const at = (share: number): number => from + Math.max(0, Math.min(1, share)) * (to - from);
  if (last - first < 0.01) return null;
  const start = at(first);
  return { from: start, to: Math.max(at(last), start + leastSeconds) };
}
