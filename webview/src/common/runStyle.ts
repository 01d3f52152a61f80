/** How a run's curve is told from the others: by colour, by its line, and by the shape of its points. */
export interface RunStyle {
  /** CSS variable of its colour. */
  readonly color: `--run-${number}`;
  /** CSS class of what is drawn in its colour. */
  readonly className: `run-${number}`;
  readonly dash: readonly number[];
  readonly point: 'circle' | 'rect' | 'triangle' | 'rectRot';
  /** The point's shape as a letter. */
  readonly glyph: string;
}

const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3]];
const points = [
  { point: 'circle', glyph: '●' },
  { point: 'rect', glyph: '■' },
  { point: 'triangle', glyph: '▲' },
  { point: 'rectRot', glyph: '◆' },
] as const;
/** Colours that the style sheet has for runs. */
const colors = 8;

/** The style of a run by its index. */
export function runStyle(index: number): RunStyle {
  const shape = points[index % points.length] ?? points[0];
  return {
    color: `--run-${index % colors}`,
    className: `run-${index % colors}`,
    // The second four differ from the first in line and shape together.
    dash: dashes[(index + Math.floor(index / dashes.length)) % dashes.length] ?? [],
    ...shape,
  };
}
