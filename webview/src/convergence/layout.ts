import type { ConvergenceModel, ConvergenceRun } from '../../../server/protocol/convergenceModel';
import { onAxis, roomyRange, stepRange, type AxisRange } from '../common/axisRange';
import type { Axis, AxisLook, CurvePoint } from '../common/curves/axisPlace';

/** How a person wants to see the curves. */
export interface ConvergenceLook extends AxisLook {
  /** Throughputs as shares of each run's optimum. */
  readonly asShare: boolean;
}

/** One run's part of the chart. */
export interface Curve {
  /** Best so far: a step at every improvement. */
  readonly best: readonly CurvePoint[];
  /** Every kept trial. */
  readonly trials: readonly CurvePoint[];
  /** From the last trial to the end of the axis, where others go on. */
  readonly tail: readonly CurvePoint[];
  /** Where the returned configuration was first seen; null where the trace does not hold it. */
  readonly found: CurvePoint | null;
  /** Throughput of the first trial. */
  readonly seed: number;
  /** Throughput of the optimum; null where it is not known. */
  readonly optimum: number | null;
}

/** The curves with the ranges that hold all of them. */
export interface CurvesLayout {
  readonly curves: readonly Curve[];
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** A logarithmic axis spans no more than this factor: what is earlier lies left of it. */
const largestSpan = 1e12;

/** Shares can be shown only where every run knows its optimum. */
export function canShowShares({ runs }: ConvergenceModel): boolean {
  return runs.every(({ optimumThroughput }) => optimumThroughput !== null && optimumThroughput > 0);
}

/** Lays the curves out: a pure function, so that it can be checked without a browser. */
export function curvesLayout(model: ConvergenceModel, look: ConvergenceLook): CurvesLayout {
  const asShare = look.asShare && canShowShares(model);
  const max = axisEnd(model.runs, look.axis);
  const curves = model.runs.map((run) => curveOf(run, look.axis, asShare, max));
  return { curves, x: axisRange(model, look), y: roomyRange(heights(curves)) };
}

/** The horizontal axis alone, which needs no curve. */
export function axisRange({ runs }: ConvergenceModel, look: ConvergenceLook): AxisRange {
  return xRange(runs, look, axisEnd(runs, look.axis));
}

function axisEnd(runs: readonly ConvergenceRun[], axis: Axis): number {
  return Math.max(0, ...runs.map((run) => lastX(run, axis)));
}

/** A trial's place on the axis. */
export function xOf(
  point: { readonly trial: number; readonly elapsedSeconds: number },
  axis: Axis,
): number {
  return onAxis(axis === 'trials' ? point.trial : point.elapsedSeconds);
}

function lastX(run: ConvergenceRun, axis: Axis): number {
  return Math.max(0, ...run.points.slice(-1).map((point) => xOf(point, axis)));
}

function curveOf(run: ConvergenceRun, axis: Axis, asShare: boolean, max: number): Curve {
  const unit = asShare ? onAxis(run.optimumThroughput ?? 0) || 1 : 1;
  const height = (throughput: number): number => onAxis(onAxis(throughput) / unit);
  const at = (x: number, throughput: number): CurvePoint => ({ x, y: height(throughput) });
  const best = run.points.map((point) => at(xOf(point, axis), point.bestThroughput));
  const end = best[best.length - 1];
  const found = run.points.find(({ trial }) => trial === run.bestTrial);
  return {
    best,
    trials: run.points.map((point) => at(xOf(point, axis), point.throughput)),
    tail: end && end.x < max ? [end, { x: max, y: end.y }] : [],
    found: found ? at(xOf(found, axis), found.throughput) : null,
    seed: height(run.seedThroughput),
    optimum: run.optimumThroughput === null ? null : height(run.optimumThroughput),
  };
}

function xRange(
  runs: readonly ConvergenceRun[],
  { axis, log }: ConvergenceLook,
  max: number,
): AxisRange {
  if (!log) {
    const starts = runs.flatMap(({ points }) => points.slice(0, 1).map((p) => xOf(p, axis)));
    return axis === 'trials'
      ? stepRange(Math.min(max, ...starts), max)
      : { min: 0, max: max > 0 ? max : 1 };
  }
  const positive = runs.flatMap(({ points }) => {
    const begin = points.find((point) => xOf(point, axis) > 0);
    return begin ? [xOf(begin, axis)] : [];
  });
  const min = Math.max(Math.min(...positive), max / largestSpan);
  if (!Number.isFinite(min)) return { min: 0.1, max: 1 };
  return { min, max: max > min * 1.001 ? max : min * 10 };
}

function* heights(curves: readonly Curve[]): Generator<number> {
  for (const { trials, best, optimum } of curves) {
    for (const { y } of trials) yield y;
    for (const { y } of best) yield y;
    if (optimum !== null) yield optimum;
  }
}

/** The best throughput at a place of the axis; null before the first trial. */
export function bestAt(run: ConvergenceRun, axis: Axis, x: number): number | null {
  let low = 0;
  let high = run.points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const point = run.points[middle];
    if (point && xOf(point, axis) <= x) low = middle + 1;
    else high = middle;
  }
  return run.points[low - 1]?.bestThroughput ?? null;
}
