import { fitText } from './fitText';
import type { Lettering } from './measureText';
import { spreadLabels } from './spreadLabels';

/** A run's name at the end of its curve; `top` in pixels from the top of the chart. */
export interface EndLabel {
  readonly run: number;
  readonly text: string;
  readonly top: number;
}

/** Names of several runs where their curves end, clear of each other. */
export function endLabels(
  runs: readonly { readonly label: string }[],
  place: { readonly top: number; readonly bottom: number; readonly ends: readonly number[] },
  width: number,
  letters: Lettering,
): EndLabel[] {
  if (runs.length < 2 || width <= 0) return [];
  const height = Math.round(letters.small * 1.35);
  const wanted = runs.map((_, run) => (place.ends[run] ?? place.bottom) - height / 2);
  const tops = spreadLabels(wanted, height, 0, place.bottom);
  return runs.map(({ label }, run) => ({
    run,
    text: fitText(label, width, (text) => letters.widthOf(text, 'small')),
    top: tops[run] ?? 0,
  }));
}
