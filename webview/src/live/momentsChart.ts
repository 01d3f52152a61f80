import { Chart, LinearScale, LineController, type ChartOptions, type Plugin } from 'chart.js';
import { fontOf, type Lettering } from '../common/measureText';
import { themeColors } from '../common/themeColors';
import { drawCurves, type CurveInk } from './drawCurves';
import type { LiveLayout, MomentsCurves } from './layout';
import type { TimeWindow } from './timeWindow';

Chart.register(LineController, LinearScale);

/** How a chart looks. */
export interface ChartLook {
  /** CSS variables of the curves' colours, with their dashes: the second sign beside the colour. */
  readonly curves: readonly { readonly color: string; readonly dash: readonly number[] }[];
  /** Writes a tick of the vertical axis. */
  readonly write: (value: number) => string;
  readonly mostTicks: number;
  /** Counts have no ticks between whole numbers. */
  readonly areWhole?: boolean;
}

/** What a chart shows of a moment. */
interface Shown {
  readonly curves: MomentsCurves;
  readonly moments: Pick<LiveLayout, 'bands' | 'marks'>;
  readonly window: TimeWindow;
}

/**
 * One chart over the time of a run; the axis of time is drawn once, below all of them. The library
 * draws the vertical axis and its grid; curves are drawn by hand, for ten pictures a second would have
 * it make thousands of elements anew each time.
 */
export class MomentsChart {
  private chart: Chart<'line', never[]> | null = null;
  private letters: Lettering | null = null;
  private colors: Readonly<Record<string, string>> = {};
  private shown: Shown | null = null;

  /** @param axisPixels room for the vertical axis, equal in all charts. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly look: ChartLook,
    private readonly axisPixels: number,
  ) {}

  /** True while the chart draws on this canvas. */
  isOn(canvas: Element | null): boolean {
    return this.canvas === canvas;
  }

  destroy(): void {
    this.chart?.destroy();
  }

  /** Draws curves, bands and marks; `letters` of another identity mean another theme. */
  update(
    curves: MomentsCurves,
    moments: Pick<LiveLayout, 'bands' | 'marks'>,
    window: TimeWindow,
    letters: Lettering,
  ): void {
    const before = this.shown;
    this.shown = { curves, moments, window };
    if (letters !== this.letters) {
      this.letters = letters;
      this.dress();
      this.chart?.destroy();
      this.chart = this.create(curves, letters);
    } else if (before?.curves.y.max === curves.y.max) {
      this.chart?.draw();
    } else if (this.chart) {
      const { y } = this.chart.options.scales ?? {};
      if (y) y.max = curves.y.max;
      this.chart.update('none');
    }
  }

  private dress(): void {
    const names = this.look.curves.map(({ color }) => color);
    this.colors = themeColors('--alarm', '--good', '--quiet', '--line', '--band', ...names);
  }

  private create(curves: MomentsCurves, letters: Lettering): Chart<'line', never[]> {
    const drawing: Plugin<'line'> = { id: 'curves', afterDraw: (chart) => this.drawOn(chart) };
    return new Chart(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      options: this.options(curves, letters),
      plugins: [drawing],
    });
  }

  private drawOn({ ctx, chartArea }: Chart): void {
    if (this.shown === null || !chartArea) return;
    const { curves, moments, window } = this.shown;
    const ink = (name: string): string => this.colors[name] ?? '';
    const inks: CurveInk[] = this.look.curves.map(({ color, dash }) => ({
      color: ink(color),
      dash,
    }));
    const accents = { alarm: ink('--alarm'), good: ink('--good'), quiet: ink('--quiet'), band: ink('--band') }; // prettier-ignore
    drawCurves(ctx, chartArea, curves, moments, window, inks, accents);
  }

  private options({ y }: MomentsCurves, letters: Lettering): ChartOptions<'line'> {
    const { write, mostTicks, areWhole = false } = this.look;
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      // All plots are to stand below each other, whatever they show.
      layout: { autoPadding: false, padding: { top: 6, right: 1, bottom: 6, left: 0 } },
      scales: {
        x: { type: 'linear', display: false },
        y: {
          type: 'linear',
          min: y.min,
          max: y.max,
          border: { display: false },
          grid: { color: this.colors['--line'] ?? '', tickLength: 4 },
          ticks: {
            color: this.colors['--quiet'] ?? '',
            font: fontOf(letters),
            maxTicksLimit: mostTicks,
            ...(areWhole && { precision: 0 }),
            callback: (value) => write(Number(value)),
          },
          afterFit: (scale) => {
            scale.width = this.axisPixels;
          },
        },
      },
    };
  }
}
