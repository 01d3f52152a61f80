import { createConfiguration } from '../pipeline/configuration';
import type { Space } from '../pipeline/space';
import { sizesByStages } from '../pipeline/spaceSize';
import { BestSeen } from './bestSeen';
import { nextCuts, startCuts } from './cutWalk';
import type { Exploration, Explorer, ExplorerAccount } from './explorer';
import { PlaceWalk } from './placeWalk';

/** Options of the explorer `exhaustive`. */
export interface ExhaustiveOptions {
  /** Configuration of the walk to begin with, counted from 1, in decimal. */
  readonly from: string;
}

/**
 * Tries every configuration once: pipelines of one stage, of two, and so on. Each step within a
 * number of stages moves one boundary, gives one stage a free place, or swaps the places of two stages.
 * Memory does not grow. Configurations have numbers, so that a walk goes on where another stopped.
 */
export function exhaustive({ from }: ExhaustiveOptions): Explorer {
  return function* explore(space: Space, account: ExplorerAccount): Exploration {
    const layerCount = space.layers.length;
    const placeCount = space.places.length;
    const current = createConfiguration(placeCount);
    const best = new BestSeen(placeCount);
    const { ends } = current;
    const placeWalk = new PlaceWalk(current.places, placeCount);
    let index = readIndex(from);
    account.from = index + 1n;

    for (const [fewer, size] of sizesByStages(layerCount, placeCount).entries()) {
      if (index >= size) {
        index -= size;
        continue;
      }
      const stages = fewer + 1;
      current.stages = stages;
      startCuts(ends, layerCount, stages, index / arrangements(placeCount, stages));
      placeWalk.start(stages, index);
      index = 0n;
      do {
        do {
          best.offer(current, (yield current).cost);
        } while (placeWalk.next());
      } while (nextCuts(ends, layerCount, stages));
    }
    return best.configuration;
  };
}

/** Ways to give `stages` stages different places. */
function arrangements(places: number, stages: number): bigint {
  let ways = 1n;
  for (let s = 0; s < stages; s += 1) ways *= BigInt(places - s);
  return ways;
}

function readIndex(from: string): bigint {
  const number = /^\d+$/.test(from) ? BigInt(from) : 1n;
  return number > 0n ? number - 1n : 0n;
}
