import type { ReplayModel, ReplayWindow } from '../../../server/protocol/replayModel';
import { fitText } from '../common/fitText';
import type { Lettering } from '../common/measureText';
import { toX, type Frame } from './chartFrame';
import { latencyChart, sloText, throughputChart } from './curves';
import { niceTicks } from './niceTicks';
import { bandShades, placeRows, policyRows } from './rows';
import type { AxisWindow } from './axisWindow';
import type { PictureText, ReplayLayout, Shape, Spot } from './shapes';

/** What decides how a stretch is drawn. */
export interface PictureInput {
  readonly model: ReplayModel;
  /** The stretch that is looked at. */
  readonly window: AxisWindow;
  /** What is known: of this stretch, or of one before it. */
  readonly told: ReplayWindow;
  readonly hidden: ReadonlySet<number>;
  readonly chosen: number;
}

/** Room for a picture in pixels. */
export interface PictureRoom {
  readonly width: number;
  /** Height of each of the two charts. */
  readonly chartHeight: number;
}

/** Room above the charts for the playhead's handle. */
const handleHeight = 20;
/** Narrower pictures have no names beside their curves. */
const namesFrom = 620;

/** Lays out charts and rows on one axis: a pure function, so that it can be checked without a browser. */
export function replayLayout(
  input: PictureInput,
  { width, chartHeight }: PictureRoom,
  letters: Lettering,
): ReplayLayout {
  const { model, told, hidden } = input;
  const frame = frameOf(model, input.window, width, letters);
  const curves = { ...input, height: chartHeight };
  const gap = Math.round(letters.body * 0.8);
  const throughput = throughputChart(frame, curves, handleHeight);
  const latency = latencyChart(frame, curves, throughput.bottom + gap);
  const places = placeRows(frame, model, told, latency.bottom + gap);
  const policies = policyRows(frame, model, told, hidden, places.bottom + gap);
  const plotTop = handleHeight + Math.round(letters.body * 1.8);
  const shades = bandShades(frame, told, plotTop, latency.bottom);
  const axis = bottomAxis(frame, model, policies.bottom);
  const parts = [throughput, latency, places, policies];
  return {
    width,
    height: policies.bottom + Math.round(letters.small * 2.1),
    plot: { x: frame.plotX, width: frame.plotWidth, top: handleHeight, bottom: policies.bottom },
    shapes: [...shades, ...axis.shapes, ...parts.flatMap(({ shapes }) => shapes)],
    texts: [...axis.texts, ...parts.flatMap(({ texts }) => texts)],
    spots: [...places.spots, ...policies.spots],
  };
}

function frameOf(
  { places, policies, sloSeconds }: ReplayModel,
  window: AxisWindow,
  width: number,
  letters: Lettering,
): Frame {
  const names = [...places.map(({ name }) => name), ...policies.map(({ title }) => title)];
  const most = Math.min(130, Math.max(72, width * 0.14));
  const widest = names
    .slice(0, 300)
    .reduce((sum, name) => Math.max(sum, letters.widthOf(name.slice(0, 60), 'small')), 48);
  const plotX = Math.ceil(Math.min(most, widest + 8));
  const longest = policies.reduce(
    (sum, { title }) => Math.max(sum, letters.widthOf(fitText(title, 150, (text) => letters.widthOf(text, 'small')), 'small')), // prettier-ignore
    letters.widthOf(sloSeconds === null ? '' : sloText(sloSeconds), 'small'),
  );
  const right = width >= namesFrom ? Math.ceil(Math.min(150, longest) + 8) : 2;
  return { window, plotX, plotWidth: Math.max(1, width - plotX - right), width, letters };
}

function bottomAxis(
  frame: Frame,
  { axis, end }: ReplayModel,
  bottom: number,
): { readonly shapes: readonly Shape[]; readonly texts: readonly PictureText[] } {
  const { window, plotX, plotWidth, letters } = frame;
  const write = (value: number, decimals: number): string =>
    axis === 'seconds' ? `${value.toFixed(decimals)} s` : value.toLocaleString('en-US');
  const widest = letters.widthOf(write(end, axis === 'seconds' ? 2 : 0), 'small') + 24;
  const most = Math.max(2, Math.min(12, plotWidth / widest));
  const ticks = niceTicks(window.from, window.to, most, axis === 'queries');
  const unit = axis === 'queries' ? 'queries' : 'time';
  const baseline = bottom + Math.round(letters.small * 1.5);
  return {
    shapes: ticks.map(({ value }) => ({
      kind: 'line',
      points: [toX(frame, value), bottom, toX(frame, value), bottom + 4],
      stroke: '--quiet',
      width: 1,
      dash: [],
    })),
    texts: [
      { kind: 'tick', text: unit, x: 0, baseline, align: 'start' },
      ...ticks.map(({ value, decimals }): PictureText => {
        const text = write(value, decimals);
        const half = letters.widthOf(text, 'small') / 2;
        const x = Math.min(frame.width - half, Math.max(plotX + 2, toX(frame, value)));
        return { kind: 'tick', text, x, baseline, align: 'middle' };
      }),
    ],
  };
}

/** What stands at a point of the picture, the narrowest where several do; null where nothing can be explained. */
export function spotAt({ spots }: ReplayLayout, x: number, y: number): Spot | null {
  let found: Spot | null = null;
  for (const spot of spots) {
    const isInside =
      x >= spot.x && x <= spot.x + spot.width && y >= spot.y && y <= spot.y + spot.height;
    if (isInside && (found === null || spot.width < found.width)) found = spot;
  }
  return found;
}
