import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import annotations from 'chartjs-plugin-annotation';
import type { ConvergenceModel } from '../../../server/protocol/convergenceModel';
import type { ChartColors } from '../common/curveScales';
import type { Lettering } from '../common/measureText';
import { runStyle, type RunStyle } from '../common/runStyles';
import { themeColors } from '../common/themeColors';
import { curvesLayout, type ConvergenceLook, type Curve } from './layout';
import { chartMarks, chartScales } from './runsChartOptions';

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
  /** Null before the first model: an empty chart would be laid out and drawn for nothing. */
  private chart: Chart<'line', Point[]> | null = null;
  private drawn: readonly unknown[] = [];
  private curves: readonly Curve[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPick: (x: number) => void,
    private readonly onPlaced: (place: PlotPlace) => void,
  ) {
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
    const plugins = {
      annotation: { clip: false, annotations: chartMarks(layout, model, x, colors, font) },
    };
    // A line that moves changes no curve.
    if (same && this.chart) {
      this.chart.options.plugins = plugins;
      return this.chart.update('none');
    }
    this.curves = layout.curves;
    const sets = layout.curves.flatMap((curve, index) => {
      const style = styles[index];
      return style ? datasets(curve, style, colors, layout.curves.length) : [];
    });
    this.draw(sets, {
      scales: chartScales(layout, look, colors, font, (text) => letters.widthOf(text, 'small')),
      plugins,
    });
  }

  destroy(): void {
    this.chart?.destroy();
  }

  private draw(
    sets: ChartDataset<'line', Point[]>[],
    options: Pick<ChartOptions<'line'>, 'scales' | 'plugins'>,
  ): void {
    if (this.chart) {
      this.chart.data.datasets = sets;
      Object.assign(this.chart.options, options);
      return this.chart.update('none');
    }
    this.chart = new Chart(this.canvas, {
      type: 'line',
      data: { datasets: sets },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 8, right: 4, bottom: 0, left: 0 } },
        ...options,
      },
      plugins: [{ id: 'placed', afterLayout: (chart) => this.tellPlace(chart) }],
    });
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
    const x = this.chart?.scales['x']?.getValueForPixel(event.offsetX);
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
