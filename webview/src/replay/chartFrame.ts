import type { Lettering } from '../common/measureText';
import { niceTicks } from './niceTicks';
import { shareOf, type AxisWindow } from './axisWindow';
import type { PictureText, Shape } from './shapes';

/** What all parts of a picture are drawn with. */
export interface Frame {
  readonly window: AxisWindow;
  readonly plotX: number;
  readonly plotWidth: number;
  /** Right end of the picture: words may stand between the plot and it. */
  readonly width: number;
  readonly letters: Lettering;
}

/** A part of a picture: what is drawn, and where it ends below. */
export interface Part {
  readonly shapes: readonly Shape[];
  readonly texts: readonly PictureText[];
  readonly bottom: number;
}

/** Pixels of a position; positions outside of the window are put a little beyond its ends. */
export function toX({ window, plotX, plotWidth }: Frame, position: number): number {
  const share = Math.max(-0.01, Math.min(1.01, shareOf(window, position)));
  return plotX + share * plotWidth;
}

/** A heading above a chart: what it shows, and in which unit. */
export function heading(
  { letters }: Frame,
  words: string,
  unit: string,
  top: number,
): { readonly texts: readonly PictureText[]; readonly bottom: number } {
  const baseline = top + letters.body;
  const x = Math.ceil(letters.widthOf(words, 'strong')) + 8;
  return {
    texts: [
      { kind: 'heading', text: words, x: 0, baseline, align: 'start' },
      { kind: 'unit', text: unit, x, baseline, align: 'start' },
    ],
    bottom: top + Math.round(letters.body * 1.8),
  };
}

/** Lines across a chart at round values, with their numbers left of it. */
export function valueAxis(
  { plotX, plotWidth, letters }: Frame,
  top: number,
  height: number,
  most: number,
  write: (value: number, decimals: number) => string,
): { readonly shapes: readonly Shape[]; readonly texts: readonly PictureText[] } {
  const ticks = niceTicks(0, most, Math.max(2, height / (letters.small * 3)));
  const yOf = (value: number): number => top + height - (value / most) * height;
  return {
    shapes: ticks.map(({ value }) => ({
      kind: 'line',
      points: [plotX, yOf(value), plotX + plotWidth, yOf(value)],
      stroke: '--line',
      width: 1,
      dash: [],
    })),
    texts: ticks.map(({ value, decimals }) => ({
      kind: 'tick',
      text: write(value, decimals),
      x: plotX - 6,
      baseline: yOf(value) + letters.small * 0.36,
      align: 'end',
    })),
  };
}
