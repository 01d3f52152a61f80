import type { Random } from '../core/random';
import {
  createConfiguration,
  fitsMemory,
  stageStart,
  type Configuration,
} from '../pipeline/configuration';
import type { Space } from '../pipeline/space';

/** Which stage gets the fastest place. */
export const assignments = ['rank_w', 'rank_l', 'random'] as const;

/** `rank_w` the heaviest stage, `rank_l` the stage with most layers, `random` chance. */
export type Assignment = (typeof assignments)[number];

/**
 * Shisha's seed (Paper II, first phase): as many stages as there are places, from merging the
 * lightest stage with its lighter neighbour, then places by rank.
 */
export function shishaSeed(space: Space, assign: Assignment, random: Random): Configuration {
  const configuration = mergeStages(space);
  assignPlaces(space, configuration, assign, random);
  return configuration;
}

/** Gives every stage a place: by rank, in the order that `assign` says, where the memory holds it. */
export function assignPlaces(
  space: Space,
  configuration: Configuration,
  assign: Assignment,
  random: Random,
): void {
  const order = assignmentOrder(space, configuration, assign, random);
  const places = assign === 'random' ? shuffled(space.rank, random) : Array.from(space.rank);
  const free = new Set(places);
  for (const stage of order) {
    const start = stageStart(configuration, stage);
    const end = configuration.ends[stage] ?? 0;
    const chosen = firstThatHolds(space, free, start, end);
    free.delete(chosen);
    configuration.places[stage] = chosen;
  }
}

/** The first free place whose memory holds the layers; where none does, the first, and tuning has to mend it. */
function firstThatHolds(
  space: Space,
  free: ReadonlySet<number>,
  start: number,
  end: number,
): number {
  let first = -1;
  for (const place of free) {
    if (fitsMemory(space, place, start, end)) return place;
    if (first < 0) first = place;
  }
  return first;
}

function mergeStages({ hints, layers, places }: Space): Configuration {
  const weights = Array.from(hints);
  const ends = layers.map((_, layer) => layer + 1);
  while (ends.length > places.length) {
    let lightest = 0;
    weights.forEach((weight, stage) => {
      if (weight < (weights[lightest] ?? 0)) lightest = stage;
    });
    const before = weights[lightest - 1] ?? Infinity;
    const after = weights[lightest + 1] ?? Infinity;
    const left = before <= after ? lightest - 1 : lightest;
    weights.splice(left, 2, (weights[left] ?? 0) + (weights[left + 1] ?? 0));
    ends.splice(left, 1);
  }
  const configuration = createConfiguration(places.length);
  configuration.stages = ends.length;
  configuration.ends.set(ends);
  return configuration;
}

function assignmentOrder(
  { hints }: Space,
  configuration: Configuration,
  assign: Assignment,
  random: Random,
): number[] {
  const stages = Array.from({ length: configuration.stages }, (_, stage) => stage);
  if (assign === 'random') return shuffled(stages, random);
  const keys = stages.map((stage) => {
    const start = stageStart(configuration, stage);
    const end = configuration.ends[stage] ?? 0;
    return assign === 'rank_l'
      ? end - start
      : hints.subarray(start, end).reduce((a, b) => a + b, 0);
  });
  return stages.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
}

function shuffled(items: ArrayLike<number>, random: Random): number[] {
  const result = Array.from(items);
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [result[i], result[j]] = [result[j] ?? 0, result[i] ?? 0];
  }
  return result;
}
