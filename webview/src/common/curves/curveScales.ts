import type { ChartOptions } from 'chart.js';
import type { AxisRange } from '../axisRange';
import { formatSeconds, formatWhole } from '../formatNumbers';
import { spacedTicks } from '../spacedTicks';
import { shareOfValue, type AxisLook } from './axisPlace';

/** Colours resolved for a canvas, by their CSS variables. */
export type ChartColors = Readonly<Record<string, string>>;

/** The page's font. */
export interface ChartFont {
  readonly family: string;
  readonly size: number;
}

/** What curves over trials or trial time are drawn on. */
export interface CurveAxes {
  readonly x: AxisRange;
  readonly y: AxisRange;
  readonly look: AxisLook;
  readonly writeY: (value: number) => string;
}

type ChartScales = NonNullable<ChartOptions<'line'>['scales']>;

/**
 * Trials or trial time from left to right, and whatever `writeY` writes upwards.
 * @param widthOf pixels of a tick's words.
 */
export function curveScales(
  { x, y, look, writeY }: CurveAxes,
  colors: ChartColors,
  font: ChartFont,
  widthOf: (text: string) => number,
): ChartScales {
  const { axis, log } = look;
  const color = colors['--quiet'] ?? '';
  const grid = { color: colors['--line'] ?? '', tickLength: 4 };
  const border = { display: false };
  const write = axis === 'trials' ? formatWhole : formatSeconds;
  const text = axis === 'trials' ? 'trials' : 'trial time';
  return {
    x: {
      border,
      type: log ? 'logarithmic' : 'linear',
      min: x.min,
      max: x.max,
      title: { display: true, text, color, font, padding: 0 },
      grid: { ...grid, drawOnChartArea: false },
      ticks: {
        color,
        font,
        maxRotation: 0,
        autoSkipPadding: 24,
        // The library skips every other tick, as if they stood at equal distances.
        ...(log && { autoSkip: false }),
        callback: (value) => write(Number(value)),
        ...(axis === 'trials' && !log && { precision: 0 }),
      },
      ...(log && {
        afterBuildTicks: (scale) => {
          const labels = scale.ticks.map(({ value }) => ({
            value,
            at: shareOfValue(value, x, look) * scale.width,
            width: widthOf(write(value)),
          }));
          const kept = spacedTicks(labels);
          scale.ticks = scale.ticks.filter(({ value }) => kept.has(value));
        },
      }),
    },
    y: {
      border,
      type: 'linear',
      min: y.min,
      max: y.max,
      grid,
      ticks: {
        color,
        font,
        maxTicksLimit: 7,
        includeBounds: false,
        callback: (value) => writeY(Number(value)),
      },
    },
  };
}
