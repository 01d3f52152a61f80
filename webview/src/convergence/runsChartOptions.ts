import type { ChartOptions } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import { formatSeconds, formatShare, formatThroughput, formatWhole } from '../common/formatNumbers';
import { canShowShares, type ConvergenceLook, type CurvesLayout } from './layout';

/** Colours resolved for a canvas, by their CSS variables. */
export type ChartColors = Readonly<Record<string, string>>;

/** The page's font. */
export interface ChartFont {
  readonly family: string;
  readonly size: number;
}

type ChartScales = NonNullable<ChartOptions<'line'>['scales']>;

/** Trials or trial time from left to right, throughput or its share of the optimum upwards. */
export function chartScales(
  { x, y }: CurvesLayout,
  { axis, log, asShare }: ConvergenceLook,
  colors: ChartColors,
  font: ChartFont,
): ChartScales {
  const color = colors['--quiet'] ?? '';
  const grid = { color: colors['--line'] ?? '', tickLength: 4 };
  const write = axis === 'trials' ? formatWhole : formatSeconds;
  const common = { border: { display: false } };
  const title = {
    display: true,
    text: axis === 'trials' ? 'trials' : 'trial time',
    color,
    font,
    padding: 0,
  };
  return {
    x: {
      ...common,
      type: log ? 'logarithmic' : 'linear',
      min: x.min,
      max: x.max,
      title,
      grid: { ...grid, drawOnChartArea: false },
      ticks: {
        color,
        font,
        maxRotation: 0,
        autoSkipPadding: 24,
        callback: (value) => write(Number(value)),
        ...(axis === 'trials' && !log && { precision: 0 }),
      },
    },
    y: {
      ...common,
      type: 'linear',
      min: y.min,
      max: y.max,
      grid,
      ticks: {
        color,
        font,
        maxTicksLimit: 7,
        includeBounds: false,
        callback: (value) =>
          asShare ? formatShare(Number(value)) : formatThroughput(Number(value)),
      },
    },
  };
}

/** Optimum and seed as lines with their names, and the place that is read. */
export function chartMarks(
  { curves, x }: CurvesLayout,
  model: ConvergenceModel,
  reading: number,
  colors: ChartColors,
  font: ChartFont,
): Record<string, AnnotationOptions> {
  const [first] = curves;
  const oneOptimum = model.sharedOptimum !== null || curves.every(({ optimum }) => optimum === 1);
  const marks: Record<string, AnnotationOptions> = {
    reading: {
      type: 'line',
      scaleID: 'x',
      value: reading,
      borderColor: colors['--text'] ?? '',
      borderWidth: 1,
    },
  };
  const named = (y: number, words: string, color: string, dash: number[]): AnnotationOptions => ({
    type: 'line',
    scaleID: 'y',
    value: y,
    borderColor: color,
    borderWidth: 1,
    borderDash: dash,
    label: {
      display: true,
      content: words,
      position: 'end',
      color,
      backgroundColor: colors['--background'] ?? '',
      font,
      padding: { x: 4, y: 1 },
      yAdjust: -font.size * 0.9,
    },
  });
  const [run] = model.runs;
  if (oneOptimum && first && first.optimum !== null && x.max > 0) {
    const words = `optimum ${formatThroughput(model.sharedOptimum ?? NaN)}`;
    const text = model.sharedOptimum === null ? 'optimum' : words;
    marks['optimum'] = named(first.optimum, text, colors['--good'] ?? '', [6, 4]);
  }
  if (curves.length === 1 && first && run && first.seed > 0) {
    const words = `seed ${formatThroughput(run.seedThroughput)}`;
    marks['seed'] = named(first.seed, words, colors['--quiet'] ?? '', [2, 3]);
  }
  return marks;
}

/** What the toggles change: whether shares are shown, where they can be. */
export function showsShares(model: ConvergenceModel, { asShare }: ConvergenceLook): boolean {
  return asShare && canShowShares(model);
}
