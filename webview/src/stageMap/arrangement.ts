import type { Lane, StageMapModel } from '../../../server/protocol/stageMapModel';
import { formatSeconds, formatShare } from '../common/formatNumbers';
import type { Lettering } from '../common/measureText';

/**
 * How a lane is arranged. *roomy*: two lines of text left of the bar; *dense*: one line, for many
 * lanes; *stacked*: the text above the bar, for narrow panels, with the figures on a line of their own
 * where they would leave no room for names.
 */
export type ArrangementKind = 'roomy' | 'dense' | 'stacked';

/** Where the columns and lines of every lane are, in pixels; y from the top of the lane. */
export interface Arrangement {
  readonly kind: ArrangementKind;
  readonly rowHeight: number;
  readonly unusedHeight: number;
  readonly barTop: number;
  readonly barHeight: number;
  /** Baselines of the place and of the detail; equal where there is one line. */
  readonly baselines: readonly [place: number, detail: number];
  /** Baseline of times, shares and marks. */
  readonly figureBaseline: number;
  /** Right edge of the stage numbers. */
  readonly stageRight: number;
  readonly text: { readonly x: number; readonly width: number };
  readonly plot: { readonly x: number; readonly width: number };
  readonly timeRight: number;
  readonly busyRight: number;
  /** Left edge of the bottleneck's mark (its right edge where stacked). */
  readonly markX: number;
}

/** Narrower panels are stacked, in widths of the body size. */
const stackedBelow = 46;
/** Names with less room, in widths of the body size, get a line of their own. */
const fewestNameWidths = 6;
/** More lanes are set densely. */
const mostRoomyLanes = 16;
const gap = 16;
/** Room for the outline around a bar. */
export const outlineRoom = 3;

/** Time that a stage takes its place for: with the transfer where transfers block. */
export function stageSeconds(lane: Lane, model: Pick<StageMapModel, 'transfers'>): number {
  return lane.computeSeconds + (model.transfers === 'blocking' ? lane.transferSeconds : 0);
}

/** The share of the period that a place works, as the lane says it. */
export function busyText(lane: Lane, kind: ArrangementKind): string {
  return kind === 'stacked' ? `${formatShare(lane.busy)} busy` : formatShare(lane.busy);
}

/** The words beside the lane that sets the period; empty for the others. */
export function markText(lane: Lane): string {
  if (!lane.bottleneck) return '';
  return lane.bottleneckIsTransfer
    ? `◀ transfer ${formatSeconds(lane.transferSeconds)}`
    : '◀ slowest';
}

/** Chooses the arrangement for a width and measures the columns. */
export function arrange(
  model: StageMapModel,
  used: readonly Lane[],
  width: number,
  letters: Lettering,
): Arrangement {
  const kind: ArrangementKind =
    width < stackedBelow * letters.body
      ? 'stacked'
      : used.length > mostRoomyLanes
        ? 'dense'
        : 'roomy';
  const widest = (texts: Iterable<string>, face: 'body' | 'strong' | 'small'): number =>
    Math.ceil(Math.max(0, ...Array.from(texts, (text) => letters.widthOf(text, face))));
  const stageWidth = widest([String(used.length), '8'], 'body');
  const timeWidth = widest(
    ['time', ...used.map((lane) => formatSeconds(stageSeconds(lane, model)))],
    'strong',
  );
  const busyWidth = widest(['busy', ...used.map((lane) => busyText(lane, kind))], 'body');
  const markWidth = widest(used.map(markText), 'small');
  return kind === 'stacked'
    ? stacked(width, letters, { stageWidth, busyWidth, timeWidth })
    : sideBySide(kind, width, letters, {
        stageWidth,
        timeWidth,
        busyWidth,
        markWidth,
        placeWidth: placeWidth(kind, used, width, letters),
      });
}

function placeWidth(
  kind: ArrangementKind,
  used: readonly Lane[],
  width: number,
  letters: Lettering,
): number {
  const glyph = letters.widthOf('▲ ', 'body');
  const wanted = used.map((lane) => {
    const place = letters.widthOf(lane.place.slice(0, 80), 'strong');
    const detail = letters.widthOf(`▲ fast · ${lane.description.slice(0, 80)}`, 'small');
    return kind === 'roomy' ? Math.max(place, detail) : glyph + place + gap / 2 + detail;
  });
  return Math.ceil(Math.min(width * 0.22, Math.max(6 * letters.body, ...wanted)));
}

function sideBySide(
  kind: 'roomy' | 'dense',
  width: number,
  { body }: Lettering,
  columns: Record<'stageWidth' | 'timeWidth' | 'busyWidth' | 'markWidth' | 'placeWidth', number>,
): Arrangement {
  const textX = columns.stageWidth + gap / 2;
  const plotX = textX + columns.placeWidth + gap;
  const markX = width - columns.markWidth;
  const busyRight = columns.markWidth > 0 ? markX - gap / 2 : width;
  const timeRight = busyRight - columns.busyWidth - gap;
  const plotRight = timeRight - columns.timeWidth - gap;
  const roomy = kind === 'roomy';
  const rowHeight = Math.round(body * (roomy ? 3.2 : 1.9));
  const barHeight = Math.round(body * (roomy ? 2.1 : 1.4));
  const middle = rowHeight / 2;
  return {
    kind,
    rowHeight,
    unusedHeight: Math.round(body * 1.9),
    barTop: Math.round((rowHeight - barHeight) / 2),
    barHeight,
    baselines: roomy
      ? [Math.round(middle - body * 0.2), Math.round(middle + body * 0.98)]
      : [Math.round(middle + body * 0.36), Math.round(middle + body * 0.36)],
    figureBaseline: Math.round(middle + body * (roomy ? 0.39 : 0.36)),
    stageRight: columns.stageWidth,
    text: { x: textX, width: columns.placeWidth },
    plot: { x: plotX, width: Math.max(1, Math.floor(plotRight - plotX)) },
    timeRight,
    busyRight,
    markX,
  };
}

function stacked(
  width: number,
  { body }: Lettering,
  columns: Record<'stageWidth' | 'timeWidth' | 'busyWidth', number>,
): Arrangement {
  const textX = columns.stageWidth + gap / 2;
  const timeRight = width - columns.busyWidth - gap / 2;
  const markX = timeRight - columns.timeWidth - gap / 2;
  const baseline = Math.round(body * 1.25);
  const beside = markX - textX;
  const twoLines = beside < fewestNameWidths * body;
  const line = twoLines ? Math.round(body * 1.4) : 0;
  return {
    kind: 'stacked',
    rowHeight: Math.round(body * 4.25) + line,
    unusedHeight: Math.round(body * 1.9),
    barTop: Math.round(body * 1.9) + line,
    barHeight: Math.round(body * 1.55),
    baselines: [baseline, baseline],
    figureBaseline: baseline + line,
    stageRight: columns.stageWidth,
    text: { x: textX, width: Math.max(1, twoLines ? width - textX : beside) },
    plot: { x: outlineRoom, width: Math.max(1, Math.floor(width - 2 * outlineRoom)) },
    timeRight,
    busyRight: width,
    markX,
  };
}
