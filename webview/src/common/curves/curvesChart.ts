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
import annotations, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Lettering } from '../measureText';
import { whilePressed } from '../whilePressed';
import type { CurvePoint } from './axisPlace';

Chart.register(
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  annotations,
);

/** What a chart of curves draws. */
export interface CurvesPicture {
  readonly datasets: ChartDataset<'line', CurvePoint[]>[];
  readonly scales: NonNullable<ChartOptions<'line'>['scales']>;
  /** Lines over the curves, by a name each. */
  readonly marks: Record<string, AnnotationOptions>;
  /** The value in which each curve ends, on the vertical axis. */
  readonly ends: readonly number[];
}

/** Where the plot is in its canvas, and where the curves end, in pixels. */
export interface PlotPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** y of each curve's end. */
  readonly ends: readonly number[];
}

/** Curves on a canvas; calls `onPick` with the place of the axis that was pressed. */
export class CurvesChart {
  /** Null before the first model: an empty chart would be laid out and drawn for nothing. */
  private chart: Chart<'line', CurvePoint[]> | null = null;
  private drawn: readonly unknown[] = [];
  private ends: readonly number[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    onPick: (x: number) => void,
    private readonly onPlaced: (place: PlotPlace) => void,
  ) {
    whilePressed(canvas, (event) => {
      const x = this.chart?.scales['x']?.getValueForPixel(event.offsetX);
      if (x !== undefined) onPick(x);
    });
  }

  /** True while the chart draws on this canvas. */
  isOn(canvas: Element): boolean {
    return this.canvas === canvas;
  }

  /**
   * Draws the picture of a model with a line at the place that is read, in the theme of the moment.
   * @param letters of another identity mean another theme.
   */
  update(
    model: unknown,
    look: unknown,
    reading: number,
    letters: Lettering,
    pictureAt: (reading: number) => CurvesPicture,
  ): void {
    const curves = [model, look, letters];
    const wanted = [...curves, reading];
    const isDrawn = (value: unknown, index: number) => value === this.drawn[index];
    if (wanted.every(isDrawn)) return;
    const same = curves.every(isDrawn);
    this.drawn = wanted;
    const { datasets, scales, marks, ends } = pictureAt(reading);
    const plugins = { annotation: { clip: false, annotations: marks } };
    this.ends = ends;
    if (!this.chart) return this.create(datasets, { scales, plugins });
    // A line that moves changes no curve.
    if (same) this.chart.options.plugins = plugins;
    else {
      this.chart.data.datasets = datasets;
      Object.assign(this.chart.options, { scales, plugins });
    }
    this.chart.update('none');
  }

  destroy(): void {
    this.chart?.destroy();
  }

  private create(
    datasets: CurvesPicture['datasets'],
    options: Pick<ChartOptions<'line'>, 'scales' | 'plugins'>,
  ): void {
    this.chart = new Chart(this.canvas, {
      type: 'line',
      data: { datasets },
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
    const yOf = (value: number): number => scales['y']?.getPixelForValue(value) ?? area.bottom;
    const { left, right, top, bottom } = area;
    this.onPlaced({ left, right, top, bottom, ends: this.ends.map(yOf) });
  }
}
