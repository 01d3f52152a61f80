import type { Random } from '../core/random';
import {
  copyConfiguration,
  createConfiguration,
  type Configuration,
} from '../pipeline/configuration';
import { excessBytes } from '../pipeline/excessBytes';
import type { Space } from '../pipeline/space';
import { RandomConfigurations } from './randomConfigurations';
import { shishaSeed } from './shishaSeed';

/** Where a search starts. */
export const starts = ['random', 'shisha'] as const;

/** `random` anywhere in the space, `shisha` at Shisha’s seed (heaviest stage on the fastest place). */
export type Start = (typeof starts)[number];

const mostDraws = 200;
const mostFills = 2000;

/**
 * Where a search starts. Memories are known, so a random start is drawn until it fits them. Where few
 * configurations do, places are filled in random orders; where none was found, it is the draw that overflows
 * least, and the search has to find its way.
 */
export function startConfiguration(space: Space, start: Start, random: Random): Configuration {
  if (start === 'shisha') {
    const seed = shishaSeed(space, 'rank_w', random);
    if (excessBytes(space, seed) === 0) return seed;
  }
  const draws = new RandomConfigurations(space, random);
  const drawn = createConfiguration(space.places.length);
  const least = createConfiguration(space.places.length);
  let leastExcess = Infinity;
  for (let i = 0; i < mostDraws && leastExcess > 0; i += 1) {
    draws.draw(drawn);
    const excess = excessBytes(space, drawn);
    if (!(excess < leastExcess)) continue;
    leastExcess = excess;
    copyConfiguration(drawn, least);
  }
  for (let i = 0; i < mostFills && leastExcess > 0; i += 1) if (draws.fill(drawn)) return drawn;
  return least;
}
