import { createRandom } from '../core/random';
import {
  copyConfiguration,
  createConfiguration,
  type Configuration,
} from '../pipeline/configuration';
import { excessBytes } from '../pipeline/excessBytes';
import type { Observation } from '../pipeline/observation';
import type { Space } from '../pipeline/space';
import { BestSeen } from './bestSeen';
import type { Exploration, Explorer, ExplorerAccount } from './explorer';
import { Neighbourhood } from './neighbourhood';
import { PipeDatabase } from './pipeDatabase';
import { relieve } from './relieve';
import { PipePopulation, type Individual } from './pipePopulation';
import { startConfiguration } from './startConfiguration';

/** Options of the explorer `pipe-search`. */
export interface PipeSearchOptions {
  readonly seed: number;
  /** Configurations that survive a generation. */
  readonly population: number;
  /** Most configurations in the database. */
  readonly database: number;
  /** The run ends after this many generations without a better result. */
  readonly stall: number;
}

/** Neighbours that are drawn for a child that was tried before. */
const mostDraws = 8;

/**
 * Pipe-Search (Paper I): a database of pipelines that are balanced by the hints, seeds from it for
 * several numbers of stages, then generations. Every survivor has a child whose slowest stage is
 * relieved by the measured times, and the database adds the entry that should be fastest by what
 * was measured of the places so far.
 */
export function pipeSearch(options: PipeSearchOptions): Explorer {
  return function* explore(space: Space, account: ExplorerAccount): Exploration {
    const random = createRandom(options.seed);
    const database = new PipeDatabase(space, options.database, random);
    account.bytes = database.bytes;
    const population = new PipePopulation(space, database.weightBefore, options.population);
    const neighbourhood = new Neighbourhood(space);
    const best = new BestSeen(space.places.length);
    const child = createConfiguration(space.places.length);

    function* tryChild(): Generator<Configuration, boolean, Observation> {
      const observation = yield child;
      population.add(child, observation);
      return best.offer(child, observation.cost);
    }

    /** Makes a child that was not tried yet; false where none was found. */
    function breed({ configuration, stageSeconds }: Individual): boolean {
      copyConfiguration(configuration, child);
      const relieved = relieve(space, child, stageSeconds, random);
      if (relieved && excessBytes(space, child) === 0 && !population.hasTried(child)) return true;
      for (let i = 0; i < mostDraws && neighbourhood.draw(configuration, random); i += 1) {
        copyConfiguration(neighbourhood.candidate, child);
        if (!population.hasTried(child)) return true;
      }
      return false;
    }

    /** Takes the entry of the database that should be fastest and was not tried yet. */
    function choose(): boolean {
      for (;;) {
        const entry = database.fastest(population.secondsPerWeight);
        if (entry < 0) return false;
        database.take(entry, child);
        if (!population.hasTried(child)) return true;
      }
    }

    for (const seed of spread(database.seeds, options.population)) {
      database.take(seed, child);
      yield* tryChild();
    }
    if (population.members.length === 0) {
      copyConfiguration(startConfiguration(space, 'random', random), child);
      yield* tryChild();
    }
    for (let stalled = 0; stalled < options.stall; stalled += 1) {
      for (const parent of population.members) {
        if (breed(parent) && (yield* tryChild())) stalled = -1;
      }
      if (choose() && (yield* tryChild())) stalled = -1;
    }
    return best.configuration;
  };
}

/** At most `count` of the items, at equal distances, the last one always, in reverse. */
function spread(items: readonly number[], count: number): number[] {
  const chosen = Math.min(items.length, count);
  return Array.from(
    { length: chosen },
    (_, i) => items[items.length - 1 - Math.floor((i * items.length) / chosen)] ?? 0,
  );
}
