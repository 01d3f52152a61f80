import {
  Chart,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  type ChartConfiguration,
} from 'chart.js';
import annotations from 'chartjs-plugin-annotation';
import type { StageMapModel } from '../../../server/protocol/stageMapModel';
import { onAxis } from '../common/axisRange';
import { fontOf, type Lettering } from '../common/measureText';
import { themeColors } from '../common/themeColors';
import { whilePressed } from '../common/whilePressed';
import { chartMarks, chartScales, labelRoom } from './trialsChartOptions';
import { nearestPoint } from './trialSteps';

Chart.register(LineController, LineElement, PointElement, LinearScale, annotations);

/** Narrower charts have no room for labels beside the lines, in pixels. */
const labelsFrom = 560;

/** The curve of the trials, drawn on a canvas; calls `onPick` with a trial that was pressed. */
export class TrialsChart {
  private readonly chart: Chart<'line', { x: number; y: number }[]>;
  private model: StageMapModel | null = null;
  private drawn: readonly unknown[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPick: (trial: number) => void,
    /** Told where the plot begins and ends, so that the slider below can be as wide. */
    onPlaced: (left: number, right: number) => void,
  ) {
    const config: ChartConfiguration<'line', { x: number; y: number }[]> = {
      type: 'line',
      data: { datasets: [] },
      options: { animation: false, responsive: true, maintainAspectRatio: false, events: [] },
      plugins: [
        {
          id: 'placed',
          afterLayout: ({ chartArea }) => onPlaced(chartArea.left, chartArea.right),
        },
      ],
    };
    this.chart = new Chart(canvas, config);
    whilePressed(canvas, (event) => this.pick(event));
  }

  /** True while the chart draws on this canvas. */
  isOn(canvas: Element): boolean {
    return this.canvas === canvas;
  }

  /** Draws a model with one trial marked, in the theme of the moment. */
  update(model: StageMapModel, shownTrial: number, letters: Lettering): void {
    const wide = this.canvas.clientWidth >= labelsFrom;
    const wanted = [model, shownTrial, letters, wide];
    if (wanted.every((value, index) => value === this.drawn[index])) return;
    this.drawn = wanted;
    this.model = model;
    const colors = themeColors('--fast', '--good', '--text', '--quiet', '--line', '--background');
    const many = model.trials.length > 300;
    this.chart.data.datasets = [
      {
        data: model.trials.map(({ trial, bestThroughput }) => ({
          x: onAxis(trial),
          y: onAxis(bestThroughput),
        })),
        stepped: 'before',
        clip: 4,
        borderColor: colors['--fast'],
        borderWidth: 1.5,
        pointRadius: 0,
      },
      {
        data: model.trials.map(({ trial, throughput }) => ({
          x: onAxis(trial),
          y: onAxis(throughput),
        })),
        showLine: false,
        clip: 4,
        pointRadius: many ? 1 : 2.5,
        pointBorderWidth: 0,
        backgroundColor: colors['--fast'],
      },
    ];
    const font = fontOf(letters);
    this.chart.options.layout = {
      // The optimum's words stand on its line, which may be the top one.
      padding: {
        top: Math.ceil(1.2 * letters.small),
        right: wide ? labelRoom(model, letters) : 10,
        bottom: 0,
        left: 0,
      },
    };
    this.chart.options.scales = chartScales(model, colors, font);
    this.chart.options.plugins = {
      annotation: { clip: false, annotations: chartMarks(model, shownTrial, colors, font, wide) },
    };
    this.chart.update('none');
  }

  destroy(): void {
    this.chart.destroy();
  }

  private pick(event: PointerEvent): void {
    const trial = this.chart.scales['x']?.getValueForPixel(event.offsetX);
    if (trial === undefined || !this.model) return;
    const point = this.model.trials[nearestPoint(this.model.trials, trial)];
    if (point) this.onPick(point.trial);
  }
}
