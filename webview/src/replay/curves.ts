import type { ReplayCurves, ReplayModel, ReplayWindow } from '../../../server/protocol/replayModel';
import { onAxis } from '../common/axisRange';
import { endLabels } from '../common/endLabels';
import { heading, toX, valueAxis, type Frame, type Part } from './chartFrame';
import { roundAbove } from './niceTicks';
import { policyStyles, type PolicyStyle } from './policyStyles';
import type { PictureText, Shape } from './shapes';

/** What both charts are made of. */
export interface CurvesInput {
  readonly model: ReplayModel;
  readonly told: ReplayWindow;
  readonly hidden: ReadonlySet<number>;
  readonly chosen: number;
  readonly height: number;
}

type Column = readonly (number | null)[];

interface Drawn {
  readonly policy: number;
  readonly title: string;
  readonly style: PolicyStyle;
  readonly curves: ReplayCurves;
}

/** Throughput of every policy that is shown. */
export function throughputChart(frame: Frame, input: CurvesInput, top: number): Part {
  const drawn = drawnPolicies(input);
  const high = highest(drawn.map(({ curves }) => curves.throughput));
  const most = roundAbove(Math.max(high * 1.04, onAxis(input.model.quietThroughput) * 1.04));
  const head = heading(frame, 'Throughput', 'inferences/s', top);
  const chart = { top: head.bottom, height: input.height, most };
  const axis = valueAxis(frame, chart.top, chart.height, most, (value, decimals) =>
    value >= 1e6 ? value.toExponential(1) : value.toFixed(decimals),
  );
  const lines = drawn.map(({ curves, style }) =>
    curve(frame, input.told, curves.throughput, chart, style, 1.5),
  );
  const labels = namesAtEnds(frame, drawn, (curves) => curves.throughput, chart);
  return {
    shapes: [...axis.shapes, ...lines],
    texts: [...head.texts, ...axis.texts, ...labels],
    bottom: chart.top + chart.height,
  };
}

/** p99 of every policy that is shown, median and extremes of the chosen one, and the SLO. */
export function latencyChart(frame: Frame, input: CurvesInput, top: number): Part {
  const { model, told, hidden, chosen } = input;
  const drawn = drawnPolicies(input);
  const one = hidden.has(chosen) ? undefined : drawn.find(({ policy }) => policy === chosen);
  const slo = model.sloSeconds === null ? null : onAxis(model.sloSeconds);
  const columns = drawn.map(({ curves }) => curves.latencyP99);
  if (one) columns.push(one.curves.latencyMax);
  // Milliseconds from here on.
  const most = roundAbove(Math.max(highest(columns), slo ?? 0) * 1.04 * 1e3);
  const of = one ? `ms · p99 · p50 dotted and min–max of ${one.title.slice(0, 40)}` : 'ms · p99';
  const unit = frame.width < 560 ? 'ms · p99' : of;
  const head = heading(frame, 'Latency', unit, top);
  const chart = { top: head.bottom, height: input.height, most };
  const inMs = { ...chart, most: most / 1e3 };
  const axis = valueAxis(frame, chart.top, chart.height, most, (value, decimals) =>
    value >= 1e6 ? value.toExponential(1) : value.toFixed(decimals),
  );
  const envelope: Shape[] = one ? [between(frame, told, one, inMs)] : [];
  const median: Shape[] = one
    ? [curve(frame, told, one.curves.latencyP50, inMs, { ...one.style, dash: [1, 3] }, 1.5)]
    : [];
  const lines = drawn.map(({ curves, style }) =>
    curve(frame, told, curves.latencyP99, inMs, style, 1.5),
  );
  const limit = slo === null ? null : sloLine(frame, slo, inMs);
  return {
    shapes: [...axis.shapes, ...envelope, ...(limit?.shapes ?? []), ...lines, ...median],
    texts: [...head.texts, ...axis.texts, ...(limit?.texts ?? [])],
    bottom: chart.top + chart.height,
  };
}

interface Chart {
  readonly top: number;
  readonly height: number;
  readonly most: number;
}

function drawnPolicies({ model, told, hidden }: CurvesInput): Drawn[] {
  const styles = policyStyles(model.policies);
  return model.policies.flatMap(({ title }, policy) => {
    const [curves, style] = [told.curves[policy], styles[policy]];
    return curves && style && !hidden.has(policy) ? [{ policy, title, style, curves }] : [];
  });
}

function highest(columns: readonly Column[]): number {
  let high = 0;
  for (const column of columns) {
    for (const value of column) if (value !== null) high = Math.max(high, onAxis(value));
  }
  return high;
}

function yOf({ top, height, most }: Chart, value: number): number {
  return top + height - Math.min(1, onAxis(value) / most) * height;
}

/** Middle of a column on the axis. */
function columnX(frame: Frame, { from, to, columns }: ReplayWindow, column: number): number {
  return toX(frame, from + ((column + 0.5) / columns) * (to - from));
}

function curve(
  frame: Frame,
  told: ReplayWindow,
  values: Column,
  chart: Chart,
  { ink, dash }: PolicyStyle,
  width: number,
): Shape {
  const points: number[] = [];
  values.forEach((value, column) => {
    if (value !== null) points.push(columnX(frame, told, column), yOf(chart, value));
  });
  // One point alone is a line too.
  if (points.length === 2) points.push((points[0] ?? 0) + 1, points[1] ?? 0);
  return { kind: 'line', points, stroke: ink, width, dash };
}

function between(frame: Frame, told: ReplayWindow, { curves, style }: Drawn, chart: Chart): Shape {
  const above: number[] = [];
  const below: number[] = [];
  curves.latencyMax.forEach((high, column) => {
    const low = curves.latencyMin[column] ?? null;
    if (high === null || low === null) return;
    const x = columnX(frame, told, column);
    above.push(x, yOf(chart, high));
    below.unshift(x, yOf(chart, low));
  });
  return { kind: 'area', points: [...above, ...below], fill: style.ink, opacity: 0.2 };
}

/** What stands at the line of the SLO. */
export function sloText(seconds: number): string {
  return `SLO ${Number((seconds * 1e3).toPrecision(3))} ms`;
}

function sloLine(
  { plotX, plotWidth, width, letters }: Frame,
  seconds: number,
  chart: Chart,
): { readonly shapes: readonly Shape[]; readonly texts: readonly PictureText[] } {
  const y = yOf(chart, seconds);
  const text = sloText(seconds);
  const right = plotX + plotWidth;
  const isBeside = width - right >= letters.widthOf(text, 'small') + 6;
  return {
    shapes: [
      { kind: 'line', points: [plotX, y, right, y], stroke: '--alarm', width: 1.5, dash: [6, 4] },
    ],
    texts: [
      {
        kind: 'slo',
        text,
        x: isBeside ? right + 6 : right - 2,
        baseline: isBeside ? y + letters.small * 0.36 : y - 4,
        align: isBeside ? 'start' : 'end',
      },
    ],
  };
}

function namesAtEnds(
  { plotX, plotWidth, width, letters }: Frame,
  drawn: readonly Drawn[],
  valuesOf: (curves: ReplayCurves) => Column,
  chart: Chart,
): PictureText[] {
  const ends = drawn.map(({ curves }) => {
    const last = valuesOf(curves).findLast((value) => value !== null);
    return yOf(chart, last ?? 0) - chart.top;
  });
  const room = width - plotX - plotWidth - 6;
  const runs = drawn.map(({ title }) => ({ label: title }));
  // A single curve has its name in the legend only.
  const labels = endLabels(runs, { top: 0, bottom: chart.height, ends }, room, letters);
  return labels.map(({ run, text, top }) => ({
    kind: 'line',
    text,
    x: plotX + plotWidth + 6,
    baseline: chart.top + top + letters.small,
    align: 'start',
    ink: drawn[run]?.style.ink ?? '--text',
  }));
}
