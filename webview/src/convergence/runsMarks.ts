import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type { ChartColors, ChartFont } from '../common/curves/curveScales';
import { formatThroughput } from '../common/formatNumbers';
import type { CurvesLayout } from './layout';

/** Optimum and seed as lines with their names, and the place that is read. */
export function runsMarks(
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
