import type { Random } from '../core/random';
import { stageStart, type Configuration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';

/**
 * Relieves the slowest stage in place, by measured times: it gives a layer to the lighter of its
 * neighbours, or (one time in three, or where it has no layer to give) gets a faster place.
 * @returns false where neither is possible.
 */
export function relieve(
  space: Space,
  configuration: Configuration,
  stageSeconds: Float64Array,
  random: Random,
): boolean {
  let slowest = 0;
  for (let s = 1; s < configuration.stages; s += 1) {
    if ((stageSeconds[s] ?? 0) > (stageSeconds[slowest] ?? 0)) slowest = s;
  }
  const layersFirst = random.below(3) > 0;
  if (layersFirst && giveLayer(configuration, stageSeconds, slowest)) return true;
  if (changePlace(space, configuration, stageSeconds, slowest)) return true;
  return !layersFirst && giveLayer(configuration, stageSeconds, slowest);
}

/** Moves the boundary between a stage and its lighter neighbour by a layer. */
function giveLayer(
  configuration: Configuration,
  stageSeconds: Float64Array,
  stage: number,
): boolean {
  const { ends, stages } = configuration;
  if (stages === 1 || (ends[stage] ?? 0) - stageStart(configuration, stage) === 1) return false;
  const before = stage > 0 ? (stageSeconds[stage - 1] ?? 0) : Infinity;
  const after = stage + 1 < stages ? (stageSeconds[stage + 1] ?? 0) : Infinity;
  if (before <= after) ends[stage - 1] = (ends[stage - 1] ?? 0) + 1;
  else ends[stage] = (ends[stage] ?? 0) - 1;
  return true;
}

/** Gives a stage a free place of higher rank, or swaps with the lightest stage that has one. */
function changePlace(
  space: Space,
  { places, stages }: Configuration,
  stageSeconds: Float64Array,
  stage: number,
): boolean {
  const own = places[stage] ?? 0;
  const stageOf = new Map(Array.from(places.subarray(0, stages), (place, s) => [place, s]));
  let lightest = -1;
  for (const place of space.rank) {
    if (space.classOf[place] === space.classOf[own]) break;
    const other = stageOf.get(place);
    if (other === undefined) {
      places[stage] = place;
      return true;
    }
    if (lightest < 0 || (stageSeconds[other] ?? 0) < (stageSeconds[lightest] ?? 0))
      lightest = other;
  }
  if (lightest < 0) return false;
  places[stage] = places[lightest] ?? 0;
  places[lightest] = own;
  return true;
}
