import type { ReplayLane, ReplayMoment } from '../../../server/protocol/replayModel';
import { fitText, singleLine } from '../common/fitText';
import { formatSeconds, formatShare } from '../common/formatNumbers';
import type { MapLabel, Rect } from '../common/map/mapDrawing';
import { runningSeconds, segmentShapes, type SegmentShape } from '../common/map/segmentShapes';
import { timeScale } from '../common/map/timeScale';
import type { Face, Lettering } from '../common/measureText';

/** One line of text of a lane, aligned to `x`. */
export type LaneText = Omit<
  MapLabel<'place' | 'layers' | 'interference' | 'time' | 'segment' | 'period'>,
  'width'
>;

/** One place with its stage, at one moment. */
export interface LanePicture {
  /** Index into the moment's lanes. */
  readonly lane: number;
  readonly bar: Rect;
  readonly segments: readonly SegmentShape[];
  readonly transfer: Rect | null;
  readonly idle: Rect | null;
  /** Around the layers that the last change moved here. */
  readonly moved: readonly Rect[];
  readonly texts: readonly LaneText[];
}

/** The stage map of a moment, in pixels. */
export interface LanesLayout {
  readonly width: number;
  readonly height: number;
  readonly periodX: number;
  readonly period: LaneText;
  readonly lanes: readonly LanePicture[];
}

/** Room beside the bars for their outlines. */
const margin = 3;
const gap = 8;

/** Lays the used lanes of a moment out below each other: words above, the bar below. */
export function lanesLayout(
  moment: Pick<ReplayMoment, 'lanes' | 'periodSeconds' | 'axisSeconds' | 'movedLayers'>,
  width: number,
  letters: Lettering,
): LanesLayout {
  const { lanes, periodSeconds, movedLayers } = moment;
  const used = lanes.flatMap((lane, index) => (lane.stage === null ? [] : [{ lane, index }]));
  const ends = used.map(({ lane }) => endOf(lane) + positive(lane.transferSeconds));
  const seconds = Math.max(positive(moment.axisSeconds), positive(periodSeconds), ...ends);
  const scale = timeScale(seconds, margin, Math.max(1, Math.floor(width - 2 * margin)));
  const barHeight = Math.round(letters.body * 1.5);
  const rowHeight = Math.round(letters.body * 1.5) + barHeight + 12;
  const top = Math.round(letters.small * 1.6);
  const periodX = scale.toX(positive(periodSeconds));
  const moved = new Set(movedLayers);
  return {
    width,
    height: top + used.length * rowHeight,
    periodX,
    period: periodText(periodX, positive(periodSeconds), width, letters),
    lanes: used.map(({ lane, index }, row) => {
      const y = top + row * rowHeight;
      const barTop = y + rowHeight - barHeight - 6;
      const end = scale.toX(endOf(lane));
      const bar = { x: scale.x, y: barTop, width: end - scale.x, height: barHeight };
      const segments = segmentShapes(lane.segments, scale, barTop, barHeight);
      const idleX = Math.max(end, scale.toX(positive(periodSeconds) - positive(lane.idleSeconds)));
      const sent = scale.toX(endOf(lane) + positive(lane.transferSeconds));
      return {
        lane: index,
        bar,
        segments,
        transfer: sent > end ? { x: end, y: barTop + barHeight * 0.3, width: Math.max(2, sent - end), height: barHeight * 0.4 } : null, // prettier-ignore
        idle: periodX - idleX > 0.5 ? { ...bar, x: idleX, width: periodX - idleX } : null,
        moved: movedRects(lane, segments, moved),
        texts: [
          ...headTexts(lane, y + letters.body, width, letters),
          ...names(lane, segments, letters),
        ],
      };
    }),
  };
}

/** Words on the interference of a place that has no stage now. */
export function unusedPlaces(lanes: readonly ReplayLane[]): string {
  const unused = lanes.filter(({ stage }) => stage === null);
  const shown = unused.slice(0, 40).map(({ place, interference }) => {
    const name = singleLine(place, 60);
    return interference === '' ? name : `${name} ${singleLine(interference, 60)}`;
  });
  const more = unused.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What a screen reader says of a lane. */
export function laneName(lane: ReplayLane, moved: readonly number[]): string {
  const here = lane.segments.filter(({ layer }) => moved.includes(layer));
  const parts = [
    `Stage ${lane.stage ?? ''} on ${singleLine(lane.place, 60)}`,
    lane.fast ? 'fast' : 'slow',
    layersOf(lane),
    formatSeconds(lane.computeSeconds),
    `${formatShare(lane.busy)} busy`,
    lane.interference === '' ? '' : `interference ${singleLine(lane.interference, 60)}`,
    lane.bottleneck ? 'slowest' : '',
    here.length === 0 ? '' : `moved here: ${here.slice(0, 8).map(({ name }) => singleLine(name, 40)).join(', ')}`, // prettier-ignore
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function layersOf({ segments }: ReplayLane): string {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return 'no layers';
  const name = singleLine(first.name, 60);
  return first === last ? name : `${name} … ${singleLine(last.name, 60)}`;
}

function headTexts(
  lane: ReplayLane,
  baseline: number,
  width: number,
  letters: Lettering,
): LaneText[] {
  const fit = (text: string, room: number, face: Face): string =>
    room > 12 ? fitText(text, room, (line) => letters.widthOf(line, face)) : '';
  const time = `${lane.bottleneck ? '◀ slowest  ' : ''}${formatSeconds(lane.computeSeconds)}`;
  const timeX = width - margin;
  let right = timeX - letters.widthOf(time, 'small') - gap;
  const texts: LaneText[] = [{ kind: 'time', text: time, x: timeX, baseline, align: 'end' }];
  if (lane.interference !== '') {
    const text = fit(`⚡ ${lane.interference}`, Math.max(width * 0.35, 80), 'strong');
    texts.push({ kind: 'interference', text, x: right, baseline, align: 'end' });
    right -= letters.widthOf(text, 'strong') + gap;
  }
  const sign = `${lane.fast ? '▲' : '▽'} ${lane.place}`;
  const place = fit(sign, right, 'strong');
  texts.push({ kind: 'place', text: place, x: 0, baseline, align: 'start' });
  const layersX = letters.widthOf(place, 'strong') + gap;
  const text = fit(layersOf(lane), right - layersX, 'small');
  if (text.length > 4) texts.push({ kind: 'layers', text, x: layersX, baseline, align: 'start' });
  return texts.filter((shown) => shown.text !== '');
}

function names(
  lane: ReplayLane,
  segments: readonly SegmentShape[],
  letters: Lettering,
): LaneText[] {
  return segments.flatMap((shape) => {
    const layer = lane.segments[shape.first];
    const room = shape.width - 8;
    if (!layer || shape.end - shape.first > 1 || room < letters.small * 2) return [];
    const text = fitText(layer.name, room, (line) => letters.widthOf(line, 'small'));
    if (text !== layer.name && text.length <= 4) return [];
    const baseline = shape.y + shape.height / 2 + letters.small * 0.36;
    return [{ kind: 'segment', text, x: shape.x + 4, baseline, align: 'start' }];
  });
}

/** Neighbours that moved together have one outline. */
function movedRects(
  lane: ReplayLane,
  segments: readonly SegmentShape[],
  moved: ReadonlySet<number>,
): Rect[] {
  const rects: Rect[] = [];
  let isOpen = false;
  for (const { first, end, x, y, width, height } of segments) {
    const has = lane.segments.slice(first, end).some(({ layer }) => moved.has(layer));
    const last = rects.at(-1);
    if (has && isOpen && last) rects[rects.length - 1] = { ...last, width: x + width - last.x + 2 };
    else if (has) rects.push({ x: x - 2, y: y - 2, width: width + 4, height: height + 4 });
    isOpen = has;
  }
  return rects;
}

function periodText(x: number, seconds: number, width: number, letters: Lettering): LaneText {
  const text = `period ${formatSeconds(seconds)}`;
  const size = letters.widthOf(text, 'small');
  const left = Math.max(0, Math.min(width - size, x - size / 2));
  return { kind: 'period', text, x: left, baseline: letters.small, align: 'start' };
}

function endOf({ segments }: ReplayLane): number {
  return runningSeconds(segments)[segments.length] ?? 0;
}

function positive(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
