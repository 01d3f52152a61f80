import type { Configuration } from './configuration';
import type { Space } from './space';

/**
 * Places of every stage. A stage with replicas runs on its own place and on further ones of the same
 * class, query by query in turn: the free ones of lowest index, stage by stage.
 */
export function stagePlaces(space: Space, configuration: Configuration): number[][] {
  const { stages, places, replicas } = configuration;
  const taken = new Set(places.subarray(0, stages));
  return Array.from({ length: stages }, (_, stage) => {
    const first = places[stage] ?? 0;
    const own = [first];
    for (let p = 0; p < space.places.length && own.length < (replicas[stage] ?? 1); p += 1) {
      if (taken.has(p) || space.classOf[p] !== space.classOf[first]) continue;
      taken.add(p);
      own.push(p);
    }
    return own;
  });
}
