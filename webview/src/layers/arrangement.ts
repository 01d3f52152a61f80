import type { LayersModel } from '../../../server/protocol/layersModel';
import { singleLine } from '../common/fitText';
import type { Face, Lettering } from '../common/measureText';
import {
  amounts,
  disagreementText,
  timeMetrics,
  type AmountId,
  type AmountMetric,
  type Metric,
  type TimesId,
} from './columns';

/** What stands in a column. */
export type ColumnId = 'order' | 'name' | 'operator' | 'output' | AmountId | TimesId;

/** Where a column stands, in pixels. */
export interface Column {
  readonly id: ColumnId;
  readonly x: number;
  readonly width: number;
  /** Bars begin at `x` and are at most so long; 0 for none. */
  readonly barWidth: number;
  /** What is drawn: none for words, one for an amount, one for each group of times. */
  readonly metrics: readonly Metric[];
}

/**
 * How rows are arranged. *wide*: one line a row, as many columns as there is room for; *stacked*: for
 * narrow panels, the name above the bars of one metric.
 */
export interface Arrangement {
  readonly kind: 'wide' | 'stacked';
  readonly width: number;
  readonly rowHeight: number;
  /** Height of one line of times. */
  readonly lineHeight: number;
  readonly columns: readonly Column[];
  /** False where columns had to be left out. */
  readonly complete: boolean;
}

/** Narrower panels are stacked, in widths of the body size. */
const stackedBelow = 46;
const gap = 18;
/** Left of the first column, for the mark of selected rows. */
const margin = 8;
const leastBar = 70;
const mostBar = 300;
/** Free space between a bar and its number. */
const barGap = 8;
/** Free space between a number and the mark before it. */
export const markGap = 6;

/** Left out in this order where there is too little room. */
const dispensable: readonly ColumnId[] = [
  'output',
  'parameters',
  'activationBytes',
  'operator',
  'macs',
  'measured',
  'cutBytes',
  'order',
  'estimated',
  'weight',
];

interface Wanted {
  readonly id: ColumnId;
  readonly text: number;
  /** True where bars stand beside the text and take what room there is. */
  readonly hasBar: boolean;
  readonly metrics: readonly Metric[];
}

/** Chooses columns for a width; `focus` is the column whose bars are the largest. */
export function arrange(
  model: LayersModel,
  focus: AmountId | TimesId,
  width: number,
  letters: Lettering,
): Arrangement {
  const lineHeight = Math.round(letters.small * 1.3);
  if (width < stackedBelow * letters.body) return stacked(model, focus, width, letters, lineHeight);
  const all = wantedColumns(model, focus, width, letters);
  let wanted = all;
  for (const id of dispensable) {
    if (leastWidth(wanted) <= width) break;
    if (id !== focus) wanted = wanted.filter((column) => column.id !== id);
  }
  const lines = Math.max(1, ...wanted.map(({ metrics }) => metrics.length));
  return {
    kind: 'wide',
    width,
    lineHeight,
    rowHeight: Math.max(Math.round(letters.body * 2.1), lines * lineHeight + 8),
    columns: placed(wanted, width),
    complete: wanted.length === all.length,
  };
}

function wantedColumns(
  model: LayersModel,
  focus: ColumnId,
  width: number,
  letters: Lettering,
): Wanted[] {
  const { layers } = model;
  const words = (id: ColumnId, texts: readonly string[], most: number): Wanted => ({
    id,
    text: Math.min(
      most,
      Math.max(4 * letters.body, widest(texts, letters, id === 'name' ? 'strong' : 'body')),
    ),
    hasBar: false,
    metrics: [],
  });
  const number = (metric: AmountMetric): Wanted => ({
    id: metric.key,
    text: widest([metric.heading + ' ▼', '88.8 MB'], letters, 'body'),
    hasBar: metric.key === focus,
    metrics: [metric],
  });
  const times = (id: TimesId): Wanted[] => {
    const metrics = timeMetrics(model, id);
    if (metrics.length === 0) return [];
    return [{ id, text: timeWidth(model, id, letters), hasBar: true, metrics }];
  };
  return [
    {
      id: 'order',
      text: widest([String(layers.length), '# ▲'], letters, 'body'),
      hasBar: false,
      metrics: [],
    },
    words(
      'name',
      layers.map(({ name }) => name),
      width * 0.22,
    ),
    words(
      'operator',
      layers.map(({ description }) => description),
      width * 0.14,
    ),
    words(
      'output',
      layers.map(({ outputShape }) => outputShape.join('×')),
      width * 0.12,
    ),
    ...amounts.map(number),
    ...times('estimated'),
    ...times('measured'),
  ];
}

function leastWidth(wanted: readonly Wanted[]): number {
  const texts = wanted.reduce((sum, { text, hasBar }) => sum + text + (hasBar ? leastBar : 0), 0);
  return margin + texts + gap * (wanted.length - 1) + margin;
}

/** Bars share what the texts leave; the name gets what bars do not need. */
function placed(wanted: readonly Wanted[], width: number): Column[] {
  const bars = wanted.filter(({ hasBar }) => hasBar).length;
  const free = Math.max(0, width - leastWidth(wanted));
  const each = leastBar + (bars > 0 ? Math.min(mostBar - leastBar, Math.floor(free / bars)) : 0);
  const rest = width - leastWidth(wanted) - bars * (each - leastBar);
  let x = margin;
  return wanted.map(({ id, text, hasBar, metrics }) => {
    const extra = id === 'name' ? Math.max(0, Math.min(rest, width * 0.1)) : 0;
    const column = {
      id,
      x,
      width: text + extra + (hasBar ? each : 0),
      barWidth: hasBar ? each - barGap : 0,
      metrics,
    };
    x += column.width + gap;
    return column;
  });
}

function stacked(
  model: LayersModel,
  focus: AmountId | TimesId,
  width: number,
  letters: Lettering,
  lineHeight: number,
): Arrangement {
  const isTime = focus === 'estimated' || focus === 'measured';
  const metrics = isTime ? timeMetrics(model, focus) : amounts.filter(({ key }) => key === focus);
  const text = isTime ? timeWidth(model, focus, letters) : widest(['88.8 MB'], letters, 'small');
  const inner = width - 2 * margin;
  const words = { width: inner, barWidth: 0, metrics: [] };
  return {
    kind: 'stacked',
    width,
    lineHeight,
    rowHeight: Math.round(letters.body * 1.7) + Math.max(1, metrics.length) * lineHeight + 8,
    columns: [
      { id: 'name', x: margin, ...words },
      { id: 'operator', x: margin, ...words },
      { id: focus, x: margin, width: inner, barWidth: Math.max(1, inner - text - barGap), metrics },
    ],
    complete: false,
  };
}

/** Room for a time, and for the marks of those that disagree with their estimates. */
function timeWidth({ layers }: LayersModel, id: TimesId, letters: Lettering): number {
  const time = widest(['88.8 ms', '<0.1 %'], letters, 'small');
  const marks = layers.flatMap(({ disagreement }) =>
    id === 'measured' && disagreement ? [disagreementText(disagreement.ratio)] : [],
  );
  return time + (marks.length > 0 ? widest(marks, letters, 'small') + markGap : 0);
}

/** Longest texts are widest, nearly: only a few are measured, however many there are. */
const measured = 40;

function widest(texts: readonly string[], letters: Lettering, face: Face): number {
  const longest = [...new Set(texts)].sort((a, b) => b.length - a.length).slice(0, measured);
  return Math.ceil(
    Math.max(0, ...longest.map((text) => letters.widthOf(singleLine(text, 80), face))),
  );
}
