import { createRandom } from '../core/random';
import { copyConfiguration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';
import { BestSeen } from './bestSeen';
import type { Exploration, Explorer } from './explorer';
import { Neighbourhood } from './neighbourhood';
import { startConfiguration, type Start } from './startConfiguration';

/** Options of the explorer `simulated-annealing`. */
export interface SimulatedAnnealingOptions {
  readonly seed: number;
  readonly start: Start;
  /** Trials of a run. */
  readonly steps: number;
  /** Temperature of the first step; of no unit, since it is compared with ratios of costs. */
  readonly temperature: number;
  /** Factor of the temperature from each step to the next. */
  readonly cooling: number;
}

/**
 * Simulated annealing with the acceptance of Metropolis and geometric cooling. Its energy is the logarithm
 * of the cost, so that a temperature means the same for every network: a neighbour that costs c′ / c
 * times as much is taken with probability (c / c′)^(1 / T).
 */
export function simulatedAnnealing(options: SimulatedAnnealingOptions): Explorer {
  return function* explore(space: Space): Exploration {
    const random = createRandom(options.seed);
    const neighbourhood = new Neighbourhood(space);
    const { candidate } = neighbourhood;
    const current = startConfiguration(space, options.start, random);
    const best = new BestSeen(space.places.length);
    let { cost } = yield current;
    best.offer(current, cost);
    let { temperature } = options;
    for (let step = 1; step < options.steps && neighbourhood.draw(current, random); step += 1) {
      const next = (yield candidate).cost;
      best.offer(candidate, next);
      if (next <= cost || random.unit() < (cost / next) ** (1 / temperature)) {
        copyConfiguration(candidate, current);
        cost = next;
      }
      temperature *= options.cooling;
    }
    return best.configuration;
  };
}
