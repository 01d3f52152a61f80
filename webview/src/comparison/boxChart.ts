import {
  BoxAndWiskers,
  BoxPlotController,
  type BoxPlotDataPoint,
} from '@sgratzl/chartjs-chart-boxplot';
import {
  CategoryScale,
  Chart,
  LinearScale,
  LogarithmicScale,
  type ChartConfiguration,
} from 'chart.js';
import type { Box, BoxedMeasure, ComparisonModel } from '../../../server/protocol/comparisonModel';
import { fitText } from '../common/fitText';
import { formatSeconds, formatShare, formatWhole } from '../common/formatNumbers';
import { fontOf, type Lettering } from '../common/measureText';
import { runStyle } from '../common/runStyle';
import { themeColors } from '../common/themeColors';
import { boxesLayout } from './layout';

Chart.register(BoxPlotController, BoxAndWiskers, CategoryScale, LinearScale, LogarithmicScale);

type Config = ChartConfiguration<'boxplot', BoxPlotDataPoint[], string>;

const writers: Readonly<Record<BoxedMeasure, (value: number) => string>> = {
  quality: formatShare,
  trials: formatWhole,
  convergenceSeconds: formatSeconds,
};

/** Widest name of an explorer beside its box, as a share of the chart. */
const nameShare = 0.34;

/** The box plot of one measure: a box an explorer, from top to bottom. */
export class BoxChart {
  private chart: Chart<'boxplot', BoxPlotDataPoint[], string> | null = null;
  private drawn: readonly unknown[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly measure: BoxedMeasure,
  ) {}

  /** True while the chart draws on this canvas. */
  isOn(canvas: Element | null): boolean {
    return this.canvas === canvas;
  }

  /** Draws a model in the theme of the moment. */
  update(model: ComparisonModel, letters: Lettering): void {
    const wanted = [model, letters];
    if (wanted.every((value, index) => value === this.drawn[index])) return;
    this.drawn = wanted;
    const { data, options } = this.config(model, letters);
    if (this.chart === null) {
      this.chart = new Chart(this.canvas, { type: 'boxplot', data, options });
      return;
    }
    this.chart.data = data;
    this.chart.options = options;
    this.chart.update('none');
  }

  destroy(): void {
    this.chart?.destroy();
  }

  private config(
    model: ComparisonModel,
    letters: Lettering,
  ): Required<Pick<Config, 'data'>> & {
    options: NonNullable<Config['options']>;
  } {
    const { boxes, range, log } = boxesLayout(model, this.measure);
    const styles = model.explorers.map((_, index) => runStyle(index).color);
    const bands = styles.map((color) => color.replace('--run-', '--band-'));
    const colors = themeColors('--quiet', '--line', '--text', ...styles, ...bands);
    const inks = (names: readonly string[]) => names.map((name) => colors[name] ?? '');
    const font = fontOf(letters);
    const color = colors['--quiet'] ?? '';
    const most = this.canvas.clientWidth * nameShare;
    const names = model.explorers.map(({ title }) =>
      fitText(title, most, (text) => letters.widthOf(text, 'small')),
    );
    const line = colors['--line'] ?? '';
    return {
      data: {
        labels: names,
        datasets: [
          {
            data: boxes.map(pointOf),
            borderColor: inks(styles),
            backgroundColor: inks(bands),
            medianColor: colors['--text'] ?? '',
            borderWidth: 1.5,
            barPercentage: 0.7,
            categoryPercentage: 0.9,
            // The mean is not shown: the table has the geometric one.
            meanRadius: 0,
            itemRadius: 0,
          },
        ],
      },
      options: {
        indexAxis: 'y',
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 2, right: 12, bottom: 0, left: 0 } },
        scales: {
          x: {
            type: log ? 'logarithmic' : 'linear',
            min: range.min,
            max: range.max,
            border: { display: false },
            grid: { color: line, tickLength: 4 },
            ticks: {
              color,
              font,
              maxRotation: 0,
              autoSkipPadding: 16,
              includeBounds: log,
              callback: (value) => writers[this.measure](Number(value)),
            },
          },
          y: {
            type: 'category',
            border: { display: false },
            grid: { display: false },
            ticks: { color: colors['--text'] ?? '', font, autoSkip: false },
          },
        },
      },
    };
  }
}

function pointOf({
  minimum,
  lowerQuartile,
  median,
  upperQuartile,
  maximum,
}: Box): BoxPlotDataPoint {
  return {
    min: minimum,
    q1: lowerQuartile,
    median,
    q3: upperQuartile,
    max: maximum,
    whiskerMin: minimum,
    whiskerMax: maximum,
    mean: median,
    items: [],
    outliers: [],
  };
}
