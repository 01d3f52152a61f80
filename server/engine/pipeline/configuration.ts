import type { Space } from './space';

/**
 * A configuration: stages in pipeline order. Only the first `stages` entries of the arrays count;
 * stage s holds the layers from `ends[s−1]` (0 for the first) up to, not including, `ends[s]`, and
 * runs on `replicas[s]` places of the class of `places[s]` in turn, see stagePlaces.
 */
export interface Configuration {
  stages: number;
  readonly ends: Int32Array;
  readonly places: Int32Array;
  /** 1 where a stage runs on one place. */
  readonly replicas: Int32Array;
}

/** An empty configuration with room for `capacity` stages. */
export function createConfiguration(capacity: number): Configuration {
  return {
    stages: 0,
    ends: new Int32Array(capacity),
    places: new Int32Array(capacity),
    replicas: new Int32Array(capacity).fill(1),
  };
}

/** Copies `source` into `target`, which must have room. */
export function copyConfiguration(source: Configuration, target: Configuration): void {
  target.stages = source.stages;
  for (let s = 0; s < source.stages; s += 1) {
    target.ends[s] = source.ends[s] ?? 0;
    target.places[s] = source.places[s] ?? 0;
    target.replicas[s] = source.replicas[s] ?? 1;
  }
}

/** True where both have the same stages on the same places, with as many replicas. */
export function sameConfiguration(a: Configuration, b: Configuration): boolean {
  if (a.stages !== b.stages) return false;
  for (let s = 0; s < a.stages; s += 1) {
    if (a.ends[s] !== b.ends[s] || a.places[s] !== b.places[s]) return false;
    if (a.replicas[s] !== b.replicas[s]) return false;
  }
  return true;
}

/** First layer of a stage. */
export function stageStart(configuration: Configuration, stage: number): number {
  return stage === 0 ? 0 : (configuration.ends[stage - 1] ?? 0);
}

/** True where the weights of the layers `start` … `end` − 1 fit the memory of `place`. */
export function fitsMemory(space: Space, place: number, start: number, end: number): boolean {
  const { weightBytesBefore, memoryBytes } = space;
  const bytes = (weightBytesBefore[end] ?? 0) - (weightBytesBefore[start] ?? 0);
  return bytes <= (memoryBytes[place] ?? Infinity);
}

/** First stage whose weights do not fit its place's memory; −1 where all fit. */
export function overfullStage(space: Space, configuration: Configuration): number {
  for (let s = 0; s < configuration.stages; s += 1) {
    const place = configuration.places[s] ?? 0;
    if (!fitsMemory(space, place, stageStart(configuration, s), configuration.ends[s] ?? 0))
      return s;
  }
  return -1;
}
