/** A tick's words on a logarithmic axis: where their middle is and how wide they are, in pixels. */
export interface TickLabel {
  readonly value: number;
  readonly at: number;
  readonly width: number;
}

/** Least distance between the words of two ticks, in pixels. */
const gap = 12;

/** The values of the ticks that have room beside each other: powers of ten first, then fives and twos. */
export function spacedTicks(labels: readonly TickLabel[]): Set<number> {
  const kept: TickLabel[] = [];
  for (const label of labels.toSorted((a, b) => rank(a.value) - rank(b.value) || a.at - b.at)) {
    const isClear = ({ at, width }: TickLabel): boolean =>
      Math.abs(at - label.at) >= (width + label.width) / 2 + gap;
    if (kept.every(isClear)) kept.push(label);
  }
  return new Set(kept.map(({ value }) => value));
}

/** How round a number is: 0 for a power of ten. */
function rank(value: number): number {
  const digits = value
    .toExponential(6)
    .replace(/e.*$/, '')
    .replace(/\.?0+$/, '');
  return { '1': 0, '5': 1, '2': 2 }[digits] ?? 3;
}
