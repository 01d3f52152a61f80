import type { SourceSpan } from '../../../server/protocol/layersModel';

/** From which share of the network's weight each level begins, the warmest last. */
export const levelShares = [0.01, 0.03, 0.06, 0.12, 0.25] as const;

/** Lines of one warmth: [first, last], from 0. */
export type LineRange = readonly [first: number, last: number];

/** The lines of each level; what is lighter than the first level is left plain. */
export function heatLevels(spans: readonly SourceSpan[]): LineRange[][] {
  const levels: LineRange[][] = levelShares.map(() => []);
  for (const { line, endLine, share } of spans) {
    const level = levelShares.filter((least) => share >= least).length - 1;
    levels[level]?.push([line, endLine]);
  }
  return levels;
}
