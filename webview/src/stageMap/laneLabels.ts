import type { Lane, StageMapModel } from '../../../server/protocol/stageMapModel';
import { fitText } from '../common/fitText';
import { formatSeconds } from '../common/formatNumbers';
import type { Face, Lettering } from '../common/measureText';
import { busyText, markText, stageSeconds, type Arrangement } from './arrangement';
import type { Rect } from '../common/map/mapDrawing';
import type { SegmentShape } from '../common/map/segmentShapes';
import type { Label, TextKind } from './shapes';

/** Free space between two texts in a line, and beside a text in a bar, in pixels. */
const textGap = 6;
const inset = 5;
/** Fewer letters of a name say nothing. */
const fewestLetters = 4;

/** `▲` for a fast place, `▽` for a slow one: the second sign beside the colour. */
export function speedGlyph(fast: boolean): string {
  return fast ? '▲' : '▽';
}

/** Stage number, place, description, time, busy share and mark of one lane. */
export function laneLabels(
  lane: Lane,
  model: StageMapModel,
  top: number,
  arrangement: Arrangement,
  letters: Lettering,
): Label[] {
  const { kind, baselines, figureBaseline, text, timeRight, busyRight, stageRight, markX } =
    arrangement;
  const placeLine = top + baselines[0];
  const figureLine = top + figureBaseline;
  const rightAligned = (words: string, label: TextKind, right: number, y: number): Label => {
    const width = letters.widthOf(words, faceOf(label));
    return { kind: label, text: words, x: right - width, baseline: y, width, align: 'end' };
  };
  const figures = [
    rightAligned(String(lane.stage ?? ''), 'stage', stageRight, placeLine),
    rightAligned(formatSeconds(stageSeconds(lane, model)), 'time', timeRight, figureLine),
    rightAligned(busyText(lane, kind), 'busy', busyRight, figureLine),
  ];
  const words = markText(lane);
  let textRight = text.x + text.width;
  if (words !== '') {
    const width = letters.widthOf(words, 'small');
    const x = kind === 'stacked' ? markX - width : markX;
    const sharesLine = kind === 'stacked' && figureLine === placeLine;
    const room = sharesLine ? text.width * 0.6 : markX;
    const fits = kind !== 'stacked' || width < room;
    const shown = fits ? words : '◀';
    const shownWidth = fits ? width : letters.widthOf(shown, 'small');
    const left = fits ? x : markX - shownWidth;
    figures.push({
      kind: 'mark',
      text: shown,
      x: left,
      baseline: figureLine,
      width: shownWidth,
      align: 'start',
    });
    if (sharesLine) textRight = left - textGap;
  }
  return [...figures, ...placeLabels(lane, top, textRight, arrangement, letters)];
}

function placeLabels(
  lane: Lane,
  top: number,
  right: number,
  { kind, baselines, text }: Arrangement,
  letters: Lettering,
): Label[] {
  const glyph = speedGlyph(lane.fast);
  const speed = lane.fast ? 'fast' : 'slow';
  const about = lane.description === '' ? speed : `${speed} · ${lane.description}`;
  const place = (words: string, x: number): Label =>
    fitted(words, 'place', x, top + baselines[0], right - x, letters);
  if (kind === 'roomy') {
    const detail = fitted(
      `${glyph} ${about}`,
      'detail',
      text.x,
      top + baselines[1],
      right - text.x,
      letters,
    );
    return nonEmpty([place(lane.place, text.x), detail]);
  }
  const sign = fitted(glyph, 'detail', text.x, top + baselines[0], right - text.x, letters);
  const name = place(lane.place, sign.x + sign.width + textGap);
  const detailX = name.x + name.width + textGap * 1.5;
  const detail = fitted(about, 'detail', detailX, top + baselines[1], right - detailX, letters);
  // A few letters of a description only disturb the name.
  return nonEmpty([
    sign,
    name,
    ...(detail.text.length > 6 || detail.text === about ? [detail] : []),
  ]);
}

/** Names of the layers inside their rectangles; the whole range on the bar where no name fits. */
export function segmentLabels(
  lane: Lane,
  segments: readonly SegmentShape[],
  bar: Rect,
  letters: Lettering,
): Label[] {
  const baseline = bar.y + bar.height / 2 + letters.small * 0.36;
  const labels = segments.flatMap((shape) => {
    const layer = lane.segments[shape.first];
    const room = shape.width - 2 * inset;
    if (!layer || shape.end - shape.first > 1 || room < letters.small * 2) return [];
    const label = fitted(layer.name, 'segment', shape.x + inset, baseline, room, letters);
    return label.text === layer.name || label.text.length > fewestLetters ? [label] : [];
  });
  const first = lane.segments[0];
  const last = lane.segments[lane.segments.length - 1];
  if (labels.length > 0 || !first || !last) return nonEmpty(labels);
  const range = first === last ? first.name : `${first.name} … ${last.name}`;
  const room = bar.width - 4 * inset;
  const label = fitted(range, 'range', bar.x + 2 * inset, baseline, room, letters);
  return label.text.length > fewestLetters ? [label] : [];
}

function faceOf(kind: TextKind): Face {
  if (kind === 'place' || kind === 'time') return 'strong';
  return kind === 'stage' || kind === 'busy' ? 'body' : 'small';
}

function fitted(
  words: string,
  kind: TextKind,
  x: number,
  baseline: number,
  room: number,
  letters: Lettering,
): Label {
  const widthOf = (text: string): number => letters.widthOf(text, faceOf(kind));
  const text = room > 0 ? fitText(words, room, widthOf) : '';
  return { kind, text, x, baseline, width: text === '' ? 0 : widthOf(text), align: 'start' };
}

function nonEmpty(labels: readonly Label[]): Label[] {
  return labels.filter((label) => label.text !== '');
}
