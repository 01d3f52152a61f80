import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import annotations from 'chartjs-plugin-annotation';
import type { ComparisonModel } from '../../../server/protocol/comparisonModel';
import type { AxisLook } from '../common/axisPlace';
import { curveScales, type ChartColors as Colors } from '../common/curveScales';
import { formatShare } from '../common/formatNumbers';
import type { Lettering } from '../common/measureText';
import { runStyle, type RunStyle } from '../common/runStyles';
import { themeColors } from '../common/themeColors';
import { curvesLayout, type Curve, type CurvePoint, type CurvesLayout } from './layout';

Chart.register(
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  Filler,
  annotations,
);

type Dataset = ChartDataset<'line', CurvePoint[]>;

/** Where the plot is in its canvas, and where the curves end, in pixels. */
export interface PlotPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** y of each curve's end. */
  readonly ends: readonly number[];
}

/** Quality of the best so far of all explorers; calls `onPick` with the place of the axis that was pressed. */
export class QualityChart {
  private chart: Chart<'line', CurvePoint[]> | null = null;
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
  update(model: ComparisonModel, look: AxisLook, x: number, letters: Lettering): void {
    const wanted = [model, look, x, letters];
    if (wanted.every((value, index) => value === this.drawn[index])) return;
    this.drawn = wanted;
    const styles = model.explorers.map((_, index) => runStyle(index));
    const inks = styles.flatMap(({ color }) => [color, bandOf(color)]);
    const colors = themeColors('--text', '--quiet', '--line', '--good', ...inks);
    const layout = curvesLayout(model, look);
    this.curves = layout.curves;
    const data = {
      datasets: layout.curves.flatMap((curve, index) => {
        const style = styles[index];
        return style ? datasets(curve, style, colors) : [];
      }),
    };
    const options = chartOptions(layout, look, x, colors, letters);
    if (this.chart === null) {
      const plugins = [{ id: 'placed', afterLayout: (chart: Chart) => this.tellPlace(chart) }];
      this.chart = new Chart(this.canvas, { type: 'line', data, options, plugins });
      return;
    }
    this.chart.data = data;
    this.chart.options = options;
    this.chart.update('none');
  }

  destroy(): void {
    this.chart?.destroy();
  }

  private tellPlace({ chartArea: area, scales }: Chart): void {
    const yOf = (value: number) => scales['y']?.getPixelForValue(value) ?? area.bottom;
    this.onPlaced({
      left: area.left,
      right: area.right,
      top: area.top,
      bottom: area.bottom,
      ends: this.curves.map(({ median }) => yOf(median.at(-1)?.y ?? 0)),
    });
  }

  private pick(event: PointerEvent): void {
    const x = this.chart?.scales['x']?.getValueForPixel(event.offsetX);
    if (x !== undefined) this.onPick(x);
  }
}

/** Variable of the paler colour between the quartiles. */
function bandOf(color: RunStyle['color']): string {
  return color.replace('--run-', '--band-');
}

/** Quartiles as a band, the median as a line, and its lead to the end of the axis. */
function datasets({ median, low, high, tail }: Curve, style: RunStyle, colors: Colors): Dataset[] {
  const ink = colors[style.color] ?? '';
  const line = { stepped: 'before' as const, clip: 4, pointRadius: 0, borderColor: ink };
  const edge = { ...line, borderWidth: 0, backgroundColor: colors[bandOf(style.color)] ?? '' };
  return [
    { ...edge, data: [...low], fill: false },
    { ...edge, data: [...high], fill: '-1' },
    {
      ...line,
      data: [...median],
      borderWidth: 2,
      borderDash: [...style.dash],
      pointStyle: style.point,
      pointBackgroundColor: ink,
      // Where it ends, its sign tells it from lines of a like colour.
      pointRadius: median.map((_, index) => (index === median.length - 1 ? 4 : 0)),
    },
    { ...line, data: [...tail], borderWidth: 1, borderDash: [1, 4] },
  ];
}

function chartOptions(
  { x, y }: CurvesLayout,
  look: AxisLook,
  reading: number,
  colors: Colors,
  letters: Lettering,
): ChartOptions<'line'> {
  const font = { family: getComputedStyle(document.body).fontFamily, size: letters.small };
  const mark = (scaleID: string, value: number, ink: string, borderDash: number[]) => ({
    type: 'line' as const,
    scaleID,
    value,
    borderColor: colors[ink] ?? '',
    borderWidth: 1,
    borderDash,
  });
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    layout: { padding: { top: 8, right: 4, bottom: 0, left: 0 } },
    plugins: {
      annotation: {
        clip: false,
        annotations: {
          reference: mark('y', 1, '--good', [6, 4]),
          reading: mark('x', reading, '--text', []),
        },
      },
    },
    scales: curveScales({ x, y, look, writeY: formatShare }, colors, font, (text) =>
      letters.widthOf(text, 'small'),
    ),
  };
}
