import { createRandom, type Random } from '../core/random';
import { copyConfiguration, createConfiguration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';
import { BestSeen } from './bestSeen';
import type { Exploration, Explorer } from './explorer';
import { Neighbourhood } from './neighbourhood';
import { startConfiguration, type Start } from './startConfiguration';

/** Which better neighbour is climbed to. */
export const ascents = ['first', 'steepest'] as const;

/** `first` the first that is better, in random order; `steepest` the best of all. */
export type Ascent = (typeof ascents)[number];

/** Options of the explorer `hill-climbing`. */
export interface HillClimbingOptions {
  readonly seed: number;
  readonly start: Start;
  readonly ascent: Ascent;
  /** Most moves in a row to a neighbour of equal cost, since a pipeline's slowest stage makes plateaus. */
  readonly sideways: number;
  /** Further climbs, from random starts. */
  readonly restarts: number;
}

/** Climbs from neighbour to better neighbour until none is better, from one start or several. */
export function hillClimbing(options: HillClimbingOptions): Explorer {
  const { seed, start, ascent, sideways, restarts } = options;
  return function* explore(space: Space): Exploration {
    const random = createRandom(seed);
    const neighbourhood = new Neighbourhood(space);
    const { candidate } = neighbourhood;
    const best = new BestSeen(space.places.length);
    const chosen = createConfiguration(space.places.length);
    for (let climb = 0; climb === 0 || climb <= restarts; climb += 1) {
      const current = startConfiguration(space, climb === 0 ? start : 'random', random);
      let { cost } = yield current;
      best.offer(current, cost);
      let flatMoves = 0;
      for (;;) {
        const order = new RandomOrder(neighbourhood.around(current), random);
        let { excess } = neighbourhood;
        let least = cost;
        let climbs = false;
        chosen.stages = 0;
        while (order.left > 0 && !(chosen.stages > 0 && ascent === 'first')) {
          if (!neighbourhood.move(order.next())) continue;
          const next = (yield candidate).cost;
          best.offer(candidate, next);
          // Where nothing fits the memories yet, less overflow is better.
          if (next < least || neighbourhood.candidateExcess < excess) climbs = true;
          // On a plateau, one of equal cost will do where none better is found.
          else if (next !== cost || climbs || chosen.stages > 0 || flatMoves >= sideways) continue;
          least = next;
          excess = neighbourhood.candidateExcess;
          copyConfiguration(candidate, chosen);
        }
        if (chosen.stages === 0) break;
        copyConfiguration(chosen, current);
        cost = least;
        flatMoves = climbs ? 0 : flatMoves + 1;
      }
    }
    return best.configuration;
  };
}

/** The numbers below a count, each once, in random order. */
class RandomOrder {
  private readonly numbers: Int32Array;

  constructor(
    public left: number,
    private readonly random: Random,
  ) {
    this.numbers = Int32Array.from({ length: left }, (_, i) => i);
  }

  next(): number {
    const { numbers } = this;
    const i = this.random.below(this.left);
    const drawn = numbers[i] as number;
    this.left -= 1;
    numbers[i] = numbers[this.left] as number;
    return drawn;
  }
}
