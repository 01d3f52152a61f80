import type { LiveMark, LiveModel, LivePoint } from '../../../server/protocol/liveModel';
import { onAxis, type AxisRange } from '../common/axisRange';
import { shownWindow, type LiveLook, type TimeWindow } from './timeWindow';

/** A point of a curve, in the units of its axes. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** What one chart shows. */
export interface MomentsCurves {
  /** Curves by their place in the legend. */
  readonly curves: readonly (readonly CurvePoint[])[];
  /** Moments with violations, on the axis. */
  readonly violations: readonly CurvePoint[];
  /** Height of the SLO's line; null for none. */
  readonly slo: number | null;
  readonly y: AxisRange;
}

/** A column of a place's strip: shares 0…1 of its width and height. */
export interface StripColumn {
  readonly x: number;
  readonly width: number;
  readonly busy: number;
}

/** Interference on a place as it is drawn, seconds of the run. */
export interface ShownBand {
  readonly place: string;
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** A tick of the time axis: its share 0…1 of the width. */
export interface TimeTick {
  readonly x: number;
  readonly text: string;
}

/** Everything that is drawn of a run. */
export interface LiveLayout {
  readonly window: TimeWindow;
  readonly throughput: MomentsCurves;
  /** p99, then p50. */
  readonly latency: MomentsCurves;
  readonly queue: MomentsCurves;
  /** For each place its busy share over time. */
  readonly strips: readonly (readonly StripColumn[])[];
  /** What a policy did, within the window. */
  readonly marks: readonly LiveMark[];
  /** Other work, cut to the window. */
  readonly bands: readonly ShownBand[];
  readonly ticks: readonly TimeTick[];
}

const stripColumns = 60;

/** Lays a run out: a pure function, so that it can be checked without a browser. */
export function liveLayout(model: LiveModel, look: LiveLook): LiveLayout {
  const window = shownWindow(model, look);
  const points = pointsIn(model, look, window);
  const line = (value: (point: LivePoint) => number | null): CurvePoint[] =>
    points.flatMap((point) => {
      const y = value(point);
      return y === null ? [] : [{ x: point.elapsedSeconds, y: onAxis(y) }];
    });
  const throughput = line((point) => point.throughput);
  const p99 = line((point) => point.p99Seconds);
  const p50 = line((point) => point.p50Seconds);
  const queue = line((point) => point.queueDepth);
  const { sloSeconds } = model.load;
  const plain = { violations: [], slo: null };
  return {
    window,
    throughput: { ...plain, curves: [throughput], y: fromZero([throughput]) },
    latency: {
      curves: [p99, p50],
      violations: points
        .filter(({ violations }) => violations > 0)
        .map(({ elapsedSeconds }) => ({ x: elapsedSeconds, y: 0 })),
      slo: sloSeconds,
      y: fromZero([p99, p50], sloSeconds ?? 0),
    },
    queue: { ...plain, curves: [queue], y: fromZero([queue], 1) },
    strips: model.places.map((_, place) => stripOf(points, place, window)),
    marks: model.marks.filter(
      ({ elapsedSeconds }) => elapsedSeconds >= window.from && elapsedSeconds <= window.to,
    ),
    bands: bandsIn(model, window),
    ticks: timeTicks(window, look.span === 'minute' && look.zoom === null && window.from > 0),
  };
}

/** The moments of a window, as fine as they are kept, with one beyond each end. */
function pointsIn(
  model: LiveModel,
  look: LiveLook,
  { from, to }: TimeWindow,
): readonly LivePoint[] {
  const fineFrom = model.minute[0]?.elapsedSeconds ?? Infinity;
  const isFine = look.zoom === null ? look.span === 'minute' : from >= fineFrom;
  const all = isFine ? model.minute : model.whole;
  const first = all.findIndex(({ elapsedSeconds }) => elapsedSeconds >= from);
  if (first < 0) return [];
  const after = all.findIndex(({ elapsedSeconds }) => elapsedSeconds > to);
  return all.slice(Math.max(0, first - 1), after < 0 ? all.length : after + 1);
}

/** What goes on lasts until now. */
function bandsIn({ bands, totals }: LiveModel, window: TimeWindow): ShownBand[] {
  const now = totals?.elapsedSeconds ?? 0;
  return bands
    .map(({ place, words, fromSeconds, toSeconds }) => ({
      place,
      words,
      from: Math.max(window.from, fromSeconds),
      to: Math.min(window.to, toSeconds ?? Math.max(now, fromSeconds)),
    }))
    .filter(({ from, to }) => to > from);
}

/** From 0 to a round number above everything, so that the axis stands still while curves move. */
function fromZero(curves: readonly (readonly CurvePoint[])[], least = 0): AxisRange {
  let high = least;
  for (const curve of curves) for (const { y } of curve) if (y > high) high = y;
  return { min: 0, max: roundAbove(high * 1.05) };
}

function roundAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((f) => f * power >= value) ?? 10;
  return factor * power;
}

/** Mean busy share in columns of equal width; a column without moments is left out. */
function stripOf(
  points: readonly LivePoint[],
  place: number,
  { from, to }: TimeWindow,
): StripColumn[] {
  const seconds = new Array<number>(stripColumns).fill(0);
  const busy = new Array<number>(stripColumns).fill(0);
  for (const { elapsedSeconds, seconds: length, utilisation } of points) {
    const middle = elapsedSeconds - length / 2;
    const column = Math.floor(((middle - from) / (to - from)) * stripColumns);
    if (column < 0 || column >= stripColumns) continue;
    seconds[column] = (seconds[column] ?? 0) + length;
    busy[column] = (busy[column] ?? 0) + length * onAxis(utilisation[place] ?? 0);
  }
  return seconds.flatMap((sum, column) =>
    sum > 0
      ? [
          {
            x: column / stripColumns,
            width: 1 / stripColumns,
            busy: Math.max(0, Math.min(1, (busy[column] ?? 0) / sum)),
          },
        ]
      : [],
  );
}

/** Round times: seconds since the run began, or before now. */
function timeTicks({ from, to }: TimeWindow, beforeNow: boolean): TimeTick[] {
  const span = to - from;
  const rough = span / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const zero = beforeNow ? to : 0;
  const first = Math.ceil((from - zero) / step - 1e-9);
  const last = Math.floor((to - zero) / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const seconds = (first + index) * step;
    const number = Math.abs(seconds).toFixed(decimals);
    const text = beforeNow ? (first + index === 0 ? 'now' : `−${number} s`) : `${number} s`;
    return { x: (zero + seconds - from) / span, text };
  });
}
