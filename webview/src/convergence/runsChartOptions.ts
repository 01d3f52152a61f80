import type { ChartOptions } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import { curveScales, type ChartColors, type ChartFont } from '../common/curveScales';
import { formatShare, formatThroughput } from '../common/formatNumbers';
import type { ConvergenceLook, CurvesLayout } from './layout';

/** Trials or trial time from left to right, throughput or its share of the optimum upwards. */
export function chartScales(
  { x, y }: CurvesLayout,
  look: ConvergenceLook,
  colors: ChartColors,
  font: ChartFont,
  widthOf: (text: string) => number,
): NonNullable<ChartOptions<'line'>['scales']> {
  const writeY = look.asShare ? formatShare : formatThroughput;
  return curveScales({ x, y, look, writeY }, colors, font, widthOf);
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
