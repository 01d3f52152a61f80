import type { SourceSpan } from '../../../server/protocol/layersModel';

/** From which share of the network's weight each level begins, the warmest last. */
export const levelShares = [0.01, 0.03, 0.06, 0.12, 0.25] as const;

/** The spans of each level by a share; what is lighter than the first level is left plain. */
export function heatLevels(
  spans: readonly SourceSpan[],
  shareOf: (span: SourceSpan) => number,
): SourceSpan[][] {
  const levels: SourceSpan[][] = levelShares.map(() => []);
  for (const span of spans) {
    const level = levelShares.filter((least) => shareOf(span) >= least).length - 1;
    levels[level]?.push(span);
  }
  return levels;
}
