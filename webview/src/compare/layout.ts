import type { ComparedResult, CompareModel, Side } from '../../../server/protocol/compareModel';
import type { Lane } from '../../../server/protocol/stageMapModel';
import { fitText, singleLine } from '../common/fitText';
import { formatSeconds } from '../common/formatNumbers';
import type { MapLabel, Rect } from '../common/map/mapDrawing';
import type { Face, Lettering } from '../common/measureText';
import { timeScale, timeTicks, type TimeScale } from '../common/map/timeScale';

/** One line of text. */
export type Label = MapLabel<'stage' | 'place' | 'layers' | 'time' | 'change' | 'tick' | 'period'>;

/** One stage's row. */
export interface StageRow {
  /** Index into the result's stages. */
  readonly stage: number;
  readonly row: Rect;
  /** Where the lines of the time axis run: clear of the words above a stacked bar. */
  readonly lines: { readonly top: number; readonly bottom: number };
  readonly bar: Rect;
  readonly transfer: Rect | null;
  /** Waiting for the slowest stage. */
  readonly idle: Rect | null;
  readonly labels: readonly Label[];
}

/** The stage map of one of the two. */
export interface MiniMap {
  readonly width: number;
  readonly height: number;
  readonly axisHeight: number;
  readonly ticks: readonly { readonly x: number; readonly label: Label | null }[];
  readonly period: { readonly x: number; readonly label: Label };
  readonly rows: readonly StageRow[];
}

/** Both maps on one time axis, of one width. */
export type CompareLayout = Readonly<Record<Side, MiniMap>> & {
  /** True where the maps stand beside each other. */
  readonly beside: boolean;
};

/** Narrower panels show one map above the other, in widths of the body size. */
const besideFrom = 66;
/** Between maps that stand beside each other; `media/compare.css` knows it too. */
const mapGap = 32;
const gap = 10;
const tickGap = 12;

/** How far the time axis' lines reach beyond a stacked bar, in pixels. */
const lineRoom = 3;

/** Lays both maps out for a panel's width: a pure function, so that it can be checked without a browser. */
export function compareLayout(
  model: CompareModel,
  width: number,
  letters: Lettering,
): CompareLayout {
  const beside = width >= besideFrom * letters.body;
  const each = beside ? Math.floor((width - mapGap) / 2) : width;
  const columns = columnsOf([model.left, model.right], each, letters);
  // One scale for both: the same length is the same time.
  const scale = timeScale(axisSeconds(model), columns.plotX, columns.plotWidth);
  const map = (result: ComparedResult) => miniMap(result, each, columns, scale, letters);
  return { beside, left: map(model.left), right: map(model.right) };
}

function axisSeconds(model: CompareModel): number {
  const ends = [model.left, model.right].flatMap(({ lanes, periodSeconds }) => [
    finite(periodSeconds),
    ...lanes.map((lane) => finite(lane.computeSeconds) + finite(lane.transferSeconds)),
  ]);
  return Math.min(Math.max(finite(model.axisSeconds), ...ends), Number.MAX_VALUE);
}

interface Columns {
  readonly stageRight: number;
  readonly placeX: number;
  readonly placeWidth: number;
  readonly plotX: number;
  readonly plotWidth: number;
  readonly timeRight: number;
  /** Two lines a stage, the words above the bar: for narrow maps. */
  readonly stacked: boolean;
}

/** A map is stacked where words beside the bars would leave them too little room. */
const leastPlot = 220;

function columnsOf(results: readonly ComparedResult[], width: number, letters: Lettering): Columns {
  const lanes = results.flatMap((result) => result.lanes);
  const widest = (texts: readonly string[], face: Face): number =>
    Math.ceil(Math.max(0, ...texts.map((text) => letters.widthOf(singleLine(text, 80), face))));
  const stageRight = widest(
    [String(Math.max(0, ...results.map((r) => r.lanes.length))), '8'],
    'body',
  );
  const placeX = stageRight + gap;
  const places = widest(lanes.map(placeText), 'strong');
  const times = widest(
    lanes.map((lane) => formatSeconds(lane.computeSeconds)),
    'body',
  );
  const placeWidth = Math.min(Math.max(places, 3 * letters.body), width * 0.24);
  const plotX = placeX + placeWidth + gap;
  const plotWidth = width - times - gap - plotX;
  if (plotWidth >= leastPlot) {
    return { stageRight, placeX, placeWidth, plotX, plotWidth, timeRight: width, stacked: false };
  }
  return {
    stageRight,
    placeX,
    placeWidth: Math.max(1, width - times - gap - placeX),
    plotX: 0,
    plotWidth: Math.max(1, width),
    timeRight: width,
    stacked: true,
  };
}

function placeText(lane: Lane): string {
  return `${lane.fast ? '▲' : '▽'} ${lane.place}`;
}

function miniMap(
  result: ComparedResult,
  width: number,
  columns: Columns,
  scale: TimeScale,
  letters: Lettering,
): MiniMap {
  const line = Math.round(letters.small * 1.5);
  const rowHeight = Math.round(letters.body * (columns.stacked ? 3.7 : 2));
  const rows = result.stages.flatMap((_, stage) => {
    const row = { x: 0, y: stage * rowHeight, width, height: rowHeight };
    const shape = stageRow(result, stage, row, columns, scale, letters);
    return shape ? [shape] : [];
  });
  const axisHeight = 2 * line + 4;
  return {
    width,
    height: rows.length * rowHeight,
    axisHeight,
    rows,
    ...axis(result, width, axisHeight, line, scale, letters),
  };
}

function axis(
  { periodSeconds }: ComparedResult,
  width: number,
  height: number,
  line: number,
  scale: TimeScale,
  letters: Lettering,
): Pick<MiniMap, 'ticks' | 'period'> {
  const centred = (text: string, kind: Label['kind'], x: number, baseline: number): Label => {
    const size = letters.widthOf(text, 'small');
    const left = Math.max(0, Math.min(width - size, x - size / 2));
    return { kind, text, x: left, baseline, width: size, align: 'middle' };
  };
  let free = -Infinity;
  const most = Math.max(1, scale.width / (letters.small * 9));
  const ticks = timeTicks(scale.seconds, most).map(({ seconds, text }) => {
    const x = scale.toX(seconds);
    const label = centred(text, 'tick', x, height - 6);
    if (label.x < free) return { x, label: null };
    free = label.x + label.width + tickGap;
    return { x, label };
  });
  const x = scale.toX(finite(periodSeconds));
  const words = `period ${formatSeconds(periodSeconds)}`;
  return { ticks, period: { x, label: centred(words, 'period', x, height - 6 - line) } };
}

function stageRow(
  result: ComparedResult,
  index: number,
  row: Rect,
  columns: Columns,
  scale: TimeScale,
  letters: Lettering,
): StageRow | null {
  const stage = result.stages[index];
  const lane = stage && result.lanes[stage.lane];
  if (!stage || !lane) return null;
  const { stacked } = columns;
  const compute = finite(lane.computeSeconds);
  const height = Math.round(letters.body * (stacked ? 1.3 : 1.35));
  const y =
    row.y + (stacked ? Math.round(letters.body * 1.75) : Math.round((row.height - height) / 2));
  const end = scale.toX(compute);
  const bar = { x: scale.x, y, width: Math.max(1, end - scale.x), height };
  const sent = finite(lane.transferSeconds);
  const transferEnd = scale.toX(compute + sent);
  const thin = Math.max(2, Math.round(height * 0.4));
  const transfer =
    sent > 0
      ? { x: end, y: y + (height - thin) / 2, width: Math.max(2, transferEnd - end), height: thin }
      : null;
  const period = scale.toX(finite(result.periodSeconds));
  const from = Math.max(end, scale.toX(finite(result.periodSeconds) - finite(lane.idleSeconds)));
  const idle = period - from > 0.5 ? { x: from, y, width: period - from, height } : null;
  const baseline = stacked
    ? row.y + Math.round(letters.body * 1.25)
    : Math.round(y + height / 2 + letters.body * 0.36);
  return {
    stage: index,
    row,
    lines: stacked
      ? { top: y - lineRoom, bottom: y + height + lineRoom }
      : { top: row.y, bottom: row.y + row.height },
    bar,
    transfer,
    idle,
    labels: rowLabels(stage, lane, bar, baseline, columns, letters),
  };
}

function rowLabels(
  stage: ComparedResult['stages'][number],
  lane: Lane,
  bar: Rect,
  baseline: number,
  { stageRight, placeX, placeWidth, timeRight }: Columns,
  letters: Lettering,
): Label[] {
  const inBar = Math.round(bar.y + bar.height / 2 + letters.small * 0.36);
  const label = (
    kind: Label['kind'],
    words: string,
    face: Face,
    box: { readonly x: number; readonly width: number },
    align: Label['align'],
    y = baseline,
  ): Label => {
    const text = box.width > 0 ? fitText(words, box.width, (t) => letters.widthOf(t, face)) : '';
    const width = text === '' ? 0 : letters.widthOf(text, face);
    const x = align === 'start' ? box.x : box.x + box.width - width;
    return { kind, text, x, baseline: y, width, align };
  };
  const time = formatSeconds(lane.computeSeconds);
  const timeWidth = letters.widthOf(time, 'body');
  const [first, last] = stage.layers;
  const range = stage.layerCount > 1 ? `${first} … ${last}` : first;
  // The difference goes first: it is what one looks for.
  const words = stage.words === '' ? range : `≠ ${stage.words} · ${range}`;
  const inside = { x: bar.x + 5, width: bar.width - 10 };
  return [
    label('stage', String(stage.stage), 'body', { x: 0, width: stageRight }, 'end'),
    label('place', placeText(lane), 'strong', { x: placeX, width: placeWidth }, 'start'),
    label('time', time, 'body', { x: timeRight - timeWidth, width: timeWidth }, 'end'),
    label(stage.words === '' ? 'layers' : 'change', words, 'small', inside, 'start', inBar),
  ].filter(({ text }) => text !== '');
}

function finite(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
