/**
 * A configuration: stages in pipeline order. Only the first `stages` entries of the arrays count;
 * stage s holds the layers from `ends[s−1]` (0 for the first) up to, not including, `ends[s]`.
 */
export interface Configuration {
  stages: number;
  readonly ends: Int32Array;
  readonly places: Int32Array;
}

/** An empty configuration with room for `capacity` stages. */
export function createConfiguration(capacity: number): Configuration {
  return { stages: 0, ends: new Int32Array(capacity), places: new Int32Array(capacity) };
}

/** Copies `source` into `target`, which must have room. */
export function copyConfiguration(source: Configuration, target: Configuration): void {
  target.stages = source.stages;
  for (let s = 0; s < source.stages; s += 1) {
    target.ends[s] = source.ends[s] ?? 0;
    target.places[s] = source.places[s] ?? 0;
  }
}
