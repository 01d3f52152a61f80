import type { LiveLayout } from './layout';

/** Words at a moment of the axis. */
export interface MomentLabel {
  readonly kind: 'detected' | 'settled' | 'band';
  readonly text: string;
  /** Pixels from the left of the plot. */
  readonly left: number;
  /** Row, from 0. */
  readonly row: number;
}

/** Rows of words below the charts; what has no room is in the list. */
const mostRows = 3;
const gap = 8;
const longest = 60;

/** Words for what happened, where it happened: the newest have room first. */
export function momentLabels(
  { marks, bands, window }: Pick<LiveLayout, 'marks' | 'bands' | 'window'>,
  plotPixels: number,
  widthOf: (text: string) => number,
): MomentLabel[] {
  const toX = (seconds: number) =>
    ((seconds - window.from) / (window.to - window.from)) * plotPixels;
  const wanted = [
    ...bands.map(({ place, words, from }) => ({ kind: 'band', text: `${words} on ${place}`, at: from }) as const), // prettier-ignore
    ...marks.flatMap(({ kind, words, elapsedSeconds: at }) =>
      kind === 'trial'
        ? []
        : [{ kind, text: kind === 'detected' ? `noticed: ${words}` : words, at }],
    ),
  ].sort((a, b) => b.at - a.at);
  const placed: (MomentLabel & { readonly right: number })[] = [];
  for (const { kind, text: words, at } of wanted) {
    const text = words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
    const width = widthOf(text);
    const left = Math.max(0, Math.min(toX(at), plotPixels - width));
    const isFree = (row: number) =>
      placed.every((one) => one.row !== row || one.left >= left + width + gap || one.right + gap <= left); // prettier-ignore
    const row = Array.from({ length: mostRows }, (_, index) => index).find(isFree);
    if (row !== undefined) placed.push({ kind, text, left, row, right: left + width });
  }
  return placed.map(({ kind, text, left, row }) => ({ kind, text, left: Math.round(left), row }));
}
