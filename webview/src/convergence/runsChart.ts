import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import annotations from 'chartjs-plugin-annotation';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type { Lettering } from '../common/measureText';
import { themeColors } from '../common/themeColors';
import { curvesLayout, type ConvergenceLook, type Curve } from './layout';
import { chartMarks, chartScales, type ChartColors } from './runsChartOptions';
import { runStyle, type RunStyle } from './runStyles';

Chart.register(
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  annotations,
);

type Point = { x: number; y: number };

/** More trials of one run are drawn as specks; of several runs they would hide the curves. */
const manyTrials = 300;

/** Where the plot is in its canvas, and where the curves end, in pixels. */
export interface PlotPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** y of each curve's end. */
  readonly ends: readonly number[];
}

/** The curves of all runs on a canvas; calls `onPick` with the place of the axis that was pressed. */
export class RunsChart {
  private readonly chart: Chart<'line', Point[]>;
  private drawn: readonly unknown[] = [];
  private curves: readonly Curve[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPick: (x: number) => void,
    private readonly onPlaced: (place: PlotPlace) => void,
  ) {
    const config: ChartConfiguration<'line', Point[]> = {
      type: 'line',
      data: { datasets: [] },
      options: { animation: false, responsive: true, maintainAspectRatio: false, events: [] },
      plugins: [{ id: 'placed', afterLayout: (chart) => this.tellPlace(chart) }],
    };
    this.chart = new Chart(canvas, config);
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.pick(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.pick(event);
    });
  }

  /** True while the chart draws on this canvas. */
  isOn(canvas: Element): boolean {
    return this.canvas === canvas;
  }

  /** Draws a model with a line at the place that is read, in the theme of the moment. */
  update(model: ConvergenceModel, look: ConvergenceLook, x: number, letters: Lettering): void {
    const wanted = [model, look, x, letters];
    if (wanted.every((value, index) => value === this.drawn[index])) return;
    const same = wanted.every((value, index) => index === 2 || value === this.drawn[index]);
    this.drawn = wanted;
    const styles = model.runs.map((_, index) => runStyle(index));
    const colors: ChartColors = themeColors(
      '--good',
      '--text',
      '--quiet',
      '--line',
      '--background',
      ...styles.map(({ color }) => color),
    );
    const font = { family: getComputedStyle(document.body).fontFamily, size: letters.small };
    const layout = curvesLayout(model, look);
    // A line that moves changes no curve.
    if (!same) {
      this.curves = layout.curves;
      this.chart.data.datasets = layout.curves.flatMap((curve, index) => {
        const style = styles[index];
        return style ? datasets(curve, style, colors, layout.curves.length) : [];
      });
      this.chart.options.layout = { padding: { top: 8, right: 4, bottom: 0, left: 0 } };
      this.chart.options.scales = chartScales(layout, look, colors, font);
    }
    this.chart.options.plugins = {
      annotation: { clip: false, annotations: chartMarks(layout, model, x, colors, font) },
    };
    this.chart.update('none');
  }

  destroy(): void {
    this.chart.destroy();
  }

  private tellPlace({ chartArea: area, scales }: Chart): void {
    const ends = this.curves.map(
      ({ best }) => scales['y']?.getPixelForValue(best[best.length - 1]?.y ?? 0) ?? area.bottom,
    );
    this.onPlaced({
      left: area.left,
      right: area.right,
      top: area.top,
      bottom: area.bottom,
      ends,
    });
  }

  private pick(event: PointerEvent): void {
    const x = this.chart.scales['x']?.getValueForPixel(event.offsetX);
    if (x !== undefined) this.onPick(x);
  }
}

/** Best so far as a line, its lead to the end of the axis, and the trials as points. */
function datasets(
  { best, tail, trials, found }: Curve,
  { color, dash, point }: RunStyle,
  colors: ChartColors,
  runs: number,
): ChartDataset<'line', Point[]>[] {
  const ink = colors[color] ?? '';
  const line = {
    stepped: 'before' as const,
    clip: 4,
    borderColor: ink,
    borderDash: [...dash],
    pointRadius: 0,
  };
  const many = trials.length > manyTrials;
  const radius = runs === 1 ? (many ? 1 : 2.5) : 1.5;
  const points = {
    showLine: false,
    clip: 6,
    pointStyle: point,
    backgroundColor: ink,
    borderColor: ink,
    pointBorderWidth: 0,
  };
  return [
    { ...line, data: [...best], borderWidth: 2 },
    { ...line, data: [...tail], borderWidth: 1, borderDash: [1, 4] },
    { ...points, data: runs > 1 && many ? [] : [...trials], pointRadius: radius },
    { ...points, data: found ? [found] : [], pointRadius: 5, pointBorderWidth: 1 },
  ];
}
