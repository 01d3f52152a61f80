/** Bounds of an expansion: far above real networks, low enough to answer at once. */
export const expansionBounds = {
  layers: 20_000,
  visits: 200_000,
  /** Inputs of all operators together. */
  inputs: 500_000,
  depth: 32,
  problems: 100,
} as const;
