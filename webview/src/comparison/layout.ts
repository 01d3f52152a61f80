import type {
  Box,
  BoxedMeasure,
  ComparisonModel,
  ExplorerModel,
  ModelBand,
} from '../../../server/protocol/comparisonModel';
import { onAxis, roomyRange, stepRange, type AxisRange } from '../common/axisRange';
import type { Axis, AxisLook, CurvePoint } from '../common/curves/axisPlace';

/** One explorer's part of the chart. */
export interface Curve {
  /** Median over its runs, until the longest of them ended. */
  readonly median: readonly CurvePoint[];
  readonly low: readonly CurvePoint[];
  readonly high: readonly CurvePoint[];
  /** From there to the end of the axis, where others go on. */
  readonly tail: readonly CurvePoint[];
}

/** The curves with the ranges that hold all of them. */
export interface CurvesLayout {
  readonly curves: readonly Curve[];
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** Quality is a share: its axis ends a little above all. */
const highestQuality = 1.02;

/** Lays the curves out: a pure function, so that it can be checked without a browser. */
export function curvesLayout(model: ComparisonModel, look: AxisLook): CurvesLayout {
  const places = model.axes[look.axis];
  const curves = model.explorers.map((explorer) => curveOf(bandOf(explorer, look.axis), places));
  const values = curves.flatMap(({ low, high }) => [...low, ...high].map(({ y }) => y));
  const { min } = roomyRange([...values, 1]);
  return { curves, x: axisRange(model, look), y: { min, max: highestQuality } };
}

/** The horizontal axis alone, which needs no curve. */
export function axisRange({ axes }: ComparisonModel, { axis, log }: AxisLook): AxisRange {
  const places = axes[axis];
  const [first = 0] = places;
  const last = onAxis(places.at(-1) ?? 0);
  if (axis === 'trials') return stepRange(Math.max(1, onAxis(first)), last);
  if (!log) return { min: 0, max: last > 0 ? last : 1 };
  const start = onAxis(places.find((place) => onAxis(place) > 0) ?? 0);
  if (start === 0) return { min: 0.1, max: 1 };
  return { min: start, max: last > start ? last : start * 10 };
}

function bandOf(explorer: ExplorerModel, axis: Axis): ModelBand {
  return axis === 'trials' ? explorer.byTrials : explorer.bySeconds;
}

function curveOf({ low, median, high, end }: ModelBand, places: readonly number[]): Curve {
  // Places are rounded, ends are not: the last place up to the end, or the first of all.
  const count = Math.max(1, places.filter((place) => place <= end * (1 + 1e-12)).length);
  const points = (values: readonly number[]): CurvePoint[] =>
    places.slice(0, count).flatMap((place, index) => {
      const y = onAxis(values[index] ?? 0);
      // Before the first trial there is nothing.
      return onAxis(median[index] ?? 0) > 0 ? [{ x: onAxis(place), y }] : [];
    });
  const line = points(median);
  const last = line.at(-1);
  const far = onAxis(places.at(-1) ?? 0);
  return {
    median: line,
    low: points(low),
    high: points(high),
    tail: last && last.x < far ? [last, { x: far, y: last.y }] : [],
  };
}

/** Median quality of the best so far at a place of the axis; null before the first trial. */
export function qualityAt(
  explorer: ExplorerModel,
  { axes }: ComparisonModel,
  axis: Axis,
  x: number,
): number | null {
  const places = axes[axis];
  let index = -1;
  while (index + 1 < places.length && (places[index + 1] ?? Infinity) <= x * (1 + 1e-12))
    index += 1;
  const quality = bandOf(explorer, axis).median[index] ?? 0;
  return quality > 0 ? quality : null;
}

/** One box plot: a box an explorer. */
export interface BoxesLayout {
  readonly boxes: readonly Box[];
  readonly range: AxisRange;
  readonly log: boolean;
}

/** Beyond this ratio between the ends of an axis, equal ratios are given equal room. */
const logRatio = 20;

/** Lays out the boxes of one measure. */
export function boxesLayout({ explorers }: ComparisonModel, measure: BoxedMeasure): BoxesLayout {
  const boxes = explorers.map(({ boxes: own }) => onAxisBox(own[measure]));
  const ends = boxes.flatMap(({ minimum, maximum }) => [minimum, maximum]);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  if (measure === 'quality') {
    return { boxes, range: { min: roomyRange([least, 1]).min, max: highestQuality }, log: false };
  }
  if (least > 0 && most / least > logRatio) {
    return { boxes, range: { min: least / 1.3, max: most * 1.3 }, log: true };
  }
  return { boxes, range: roomyRange([least, most]), log: false };
}

function onAxisBox({ minimum, lowerQuartile, median, upperQuartile, maximum }: Box): Box {
  return {
    minimum: onAxis(minimum),
    lowerQuartile: onAxis(lowerQuartile),
    median: onAxis(median),
    upperQuartile: onAxis(upperQuartile),
    maximum: onAxis(maximum),
  };
}
