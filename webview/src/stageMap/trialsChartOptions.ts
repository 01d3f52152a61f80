import type { ChartOptions } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import { onAxis, roomyRange, stepRange } from '../common/axisRange';
import { formatThroughput, formatWhole } from '../common/formatNumbers';
import type { Lettering } from '../common/measureText';
import { nearestPoint } from './trialSteps';

/** Colours of the curve, resolved for a canvas. */
export type ChartColors = Record<
  '--fast' | '--good' | '--text' | '--quiet' | '--line' | '--background',
  string
>;

/** The page's font. */
export interface ChartFont {
  readonly family: string;
  readonly size: number;
}

type ChartScales = NonNullable<ChartOptions<'line'>['scales']>;

function optimumText(model: StageMapModel): string {
  return model.optimumThroughput === null
    ? ''
    : `optimum ${formatThroughput(model.optimumThroughput)}`;
}

/** Room right of the plot for the labels that stand at the lines' ends, in pixels. */
export function labelRoom(model: StageMapModel, { widthOf }: Lettering): number {
  return 16 + Math.max(widthOf(optimumText(model), 'small'), widthOf('best so far', 'small'));
}

/** Trials from left to right, inferences per second upwards. */
export function chartScales(
  model: StageMapModel,
  colors: ChartColors,
  font: ChartFont,
): ChartScales {
  const first = onAxis(model.trials[0]?.trial ?? 1);
  const last = onAxis(model.trials[model.trials.length - 1]?.trial ?? 1);
  const heights = model.trials.map(({ throughput }) => onAxis(throughput));
  if (model.optimumThroughput !== null) heights.push(onAxis(model.optimumThroughput));
  const common = { border: { display: false }, grid: { color: colors['--line'], tickLength: 4 } };
  return {
    x: {
      ...common,
      type: 'linear',
      ...stepRange(first, last),
      grid: { ...common.grid, drawOnChartArea: false },
      ticks: {
        color: colors['--quiet'],
        font,
        precision: 0,
        maxRotation: 0,
        autoSkipPadding: 24,
        callback: (value) => formatWhole(Number(value)),
      },
    },
    y: {
      ...common,
      type: 'linear',
      ...roomyRange(heights),
      ticks: {
        color: colors['--quiet'],
        font,
        maxTicksLimit: 4,
        includeBounds: false,
        callback: (value) => formatThroughput(Number(value)),
      },
    },
  };
}

/** The optimum as a line, the trial shown as a line and a ring, and names at the lines' ends. */
export function chartMarks(
  model: StageMapModel,
  shownTrial: number,
  colors: ChartColors,
  font: ChartFont,
  wide: boolean,
): Record<string, AnnotationOptions> {
  const found: Record<string, AnnotationOptions> = {};
  const last = model.trials[model.trials.length - 1];
  const optimum = model.optimumThroughput === null ? null : onAxis(model.optimumThroughput);
  const atEnd = (content: string, y: number, color: string, below: boolean): AnnotationOptions => ({
    type: 'label',
    content,
    color,
    font,
    padding: 0,
    position: { x: 'start', y: 'center' },
    xValue: onAxis(last?.trial ?? 1),
    yValue: y,
    xAdjust: 10,
    yAdjust: (below ? 0.75 : -0.75) * font.size,
  });
  if (optimum !== null) {
    found['optimum'] = {
      type: 'line',
      scaleID: 'y',
      value: optimum,
      borderColor: colors['--good'],
      borderWidth: 1,
      borderDash: [6, 4],
    };
    if (wide) {
      const text = optimumText(model);
      found['optimumLabel'] = atEnd(text, optimum, colors['--good'], false);
    }
  }
  if (wide && last) {
    found['bestLabel'] = atEnd('best so far', onAxis(last.bestThroughput), colors['--fast'], true);
  }
  const shown = model.trials[nearestPoint(model.trials, shownTrial)];
  if (shown) {
    found['shown'] = {
      type: 'line',
      scaleID: 'x',
      value: onAxis(shown.trial),
      borderColor: colors['--text'],
      borderWidth: 1,
    };
    found['shownPoint'] = {
      type: 'point',
      xValue: onAxis(shown.trial),
      yValue: onAxis(shown.throughput),
      radius: 4.5,
      backgroundColor: colors['--background'],
      borderColor: colors['--text'],
      borderWidth: 2,
    };
  }
  return found;
}
