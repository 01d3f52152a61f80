import type { Lane, StageMapModel } from '../../../server/protocol/stageMapModel';
import { fitText } from '../common/fitText';
import type { Rect } from '../common/map/mapDrawing';
import { runningSeconds, segmentShapes } from '../common/map/segmentShapes';
import { timeScale, type TimeScale } from '../common/map/timeScale';
import type { Lettering } from '../common/measureText';
import { arrange, outlineRoom, type Arrangement } from './arrangement';
import { axisShape } from './axisShape';
import { laneLabels, segmentLabels, speedGlyph } from './laneLabels';
import type { Label, LaneShape, StageMapLayout, UnusedRow } from './shapes';

/** More unused places share one row. */
const mostUnusedRows = 3;
/** A transfer is never thinner, in pixels: it would be lost. */
const thinnestTransfer = 2;

/** The whole picture for a width in pixels: a pure function, so that it can be checked without a browser. */
export function stageMapLayout(
  model: StageMapModel,
  width: number,
  letters: Lettering,
): StageMapLayout {
  const used = model.lanes.flatMap((lane, index) => (lane.stage === null ? [] : [{ lane, index }]));
  const arrangement = arrange(
    model,
    used.map(({ lane }) => lane),
    width,
    letters,
  );
  const { plot, rowHeight, unusedHeight } = arrangement;
  const scale = timeScale(axisSeconds(model), plot.x, plot.width);
  const lanes = used.map(({ lane, index }, row) =>
    laneShape(model, lane, index, row * rowHeight, width, arrangement, scale, letters),
  );
  const unused = unusedRows(
    model.lanes.filter((lane) => lane.stage === null),
    lanes.length * rowHeight,
    width,
    arrangement,
    letters,
  );
  return {
    width,
    height: lanes.length * rowHeight + unused.length * unusedHeight,
    plot,
    axis: axisShape(scale, finite(model.periodSeconds), width, arrangement, letters),
    lanes,
    unused,
  };
}

/** The axis holds everything that is drawn, even where the model's own end says otherwise. */
function axisSeconds(model: StageMapModel): number {
  const ends = model.lanes.map((lane) => computeSeconds(lane) + finite(lane.transferSeconds));
  const seconds = Math.max(finite(model.axisSeconds), finite(model.periodSeconds), ...ends);
  return Math.min(seconds, Number.MAX_VALUE);
}

function computeSeconds(lane: Lane): number {
  return runningSeconds(lane.segments)[lane.segments.length] ?? 0;
}

function laneShape(
  model: StageMapModel,
  lane: Lane,
  index: number,
  top: number,
  width: number,
  arrangement: Arrangement,
  scale: TimeScale,
  letters: Lettering,
): LaneShape {
  const { rowHeight, barTop, barHeight } = arrangement;
  const y = top + barTop;
  const end = scale.toX(computeSeconds(lane));
  const bar: Rect = { x: scale.x, y, width: end - scale.x, height: barHeight };
  const segments = segmentShapes(lane.segments, scale, y, barHeight);
  const transfer = transferRect(lane, bar, scale);
  const slowest = lane.bottleneckIsTransfer && transfer ? transfer : bar;
  return {
    lane: index,
    row: { x: 0, y: top, width, height: rowHeight },
    lines:
      arrangement.kind === 'stacked'
        ? { top: y - outlineRoom, bottom: y + barHeight + outlineRoom }
        : { top, bottom: top + rowHeight },
    bar,
    segments,
    transfer,
    idle: idleRect(model, lane, bar, scale),
    outline: lane.bottleneck ? around(slowest) : null,
    labels: [
      ...laneLabels(lane, model, top, arrangement, letters),
      ...segmentLabels(lane, segments, bar, letters),
    ],
  };
}

function transferRect(lane: Lane, bar: Rect, scale: TimeScale): Rect | null {
  const seconds = finite(lane.transferSeconds);
  if (seconds === 0) return null;
  const wanted = scale.toX(computeSeconds(lane) + seconds) - (bar.x + bar.width);
  const width = Math.min(scale.width, Math.max(thinnestTransfer, wanted));
  const x = Math.min(bar.x + bar.width, scale.x + scale.width - width);
  const height = Math.round(bar.height * 0.4);
  return { x, y: bar.y + (bar.height - height) / 2, width, height };
}

/** Idle time is the end of the period: a place waits there for the slowest stage. */
function idleRect(model: StageMapModel, lane: Lane, bar: Rect, scale: TimeScale): Rect | null {
  const period = finite(model.periodSeconds);
  const x = Math.max(
    bar.x + bar.width,
    scale.toX(period - Math.min(period, finite(lane.idleSeconds))),
  );
  const width = scale.toX(period) - x;
  return width > 0.5 ? { ...bar, x, width } : null;
}

function around(rect: Rect): Rect {
  return {
    x: rect.x - outlineRoom,
    y: rect.y - outlineRoom,
    width: rect.width + 2 * outlineRoom,
    height: rect.height + 2 * outlineRoom,
  };
}

function unusedRows(
  lanes: readonly Lane[],
  top: number,
  width: number,
  { text, plot, kind, unusedHeight }: Arrangement,
  letters: Lettering,
): UnusedRow[] {
  if (lanes.length === 0) return [];
  const widthOf = (words: string): number => letters.widthOf(words, 'small');
  const names = lanes.map((lane) => `${speedGlyph(lane.fast)} ${lane.place}`);
  const row = (index: number, title: string, words: string): UnusedRow => {
    const y = top + index * unusedHeight;
    const baseline = y + Math.round(unusedHeight / 2 + letters.small * 0.36);
    const label = (line: string, x: number, room: number): Label => {
      const fit = fitText(line, room, widthOf);
      return { kind: 'unused', text: fit, x, baseline, width: widthOf(fit), align: 'start' };
    };
    const left = label(title, text.x, kind === 'stacked' ? width / 2 : text.width);
    const rightX = kind === 'stacked' ? left.x + left.width + 12 : plot.x;
    const right = label(words, rightX, plot.x + plot.width - rightX);
    const labels = [left, right].filter(({ text: shown }) => shown !== '');
    return { row: { x: 0, y, width, height: unusedHeight }, labels };
  };
  if (lanes.length > mostUnusedRows) {
    return [row(0, `${lanes.length} unused places`, names.slice(0, 100).join(', '))];
  }
  return names.map((name, index) => row(index, name, 'unused'));
}

function finite(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
