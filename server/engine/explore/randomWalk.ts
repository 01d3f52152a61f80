import { createRandom } from '../core/random';
import { copyConfiguration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';
import { BestSeen } from './bestSeen';
import type { Exploration, Explorer } from './explorer';
import { Neighbourhood } from './neighbourhood';
import { startConfiguration, type Start } from './startConfiguration';

/** Options of the explorer `random-walk`. */
export interface RandomWalkOptions {
  readonly seed: number;
  readonly start: Start;
  /** Trials of a run. */
  readonly steps: number;
}

/** Goes from neighbour to neighbour by chance, whatever they cost, and answers with the best seen. */
export function randomWalk({ seed, start, steps }: RandomWalkOptions): Explorer {
  return function* explore(space: Space): Exploration {
    const random = createRandom(seed);
    const neighbourhood = new Neighbourhood(space);
    const current = startConfiguration(space, start, random);
    const best = new BestSeen(space.places.length);
    best.offer(current, (yield current).cost);
    for (let step = 1; step < steps && neighbourhood.draw(current, random); step += 1) {
      copyConfiguration(neighbourhood.candidate, current);
      best.offer(current, (yield current).cost);
    }
    return best.configuration;
  };
}
