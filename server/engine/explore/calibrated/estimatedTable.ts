import type { TimeTable } from '../../cost/timeTable';
import type { Space } from '../../pipeline/space';

/**
 * A table of believed times.
 * @param logSeconds class-major: entry `class × L + layer`.
 */
export function estimatedTable(space: Space, logSeconds: Float64Array): TimeTable {
  const { layers, places, classOf } = space;
  const row = layers.length + 1;
  const secondsBefore = new Float64Array(row * places.length);
  const seconds = (layer: number, place: number): number =>
    Math.exp(logSeconds[(classOf[place] ?? 0) * layers.length + layer] ?? 0);
  const first = new Map<number, number>();
  for (let place = 0; place < places.length; place += 1) {
    const c = classOf[place] ?? 0;
    const same = first.get(c);
    if (same !== undefined) {
      secondsBefore.copyWithin(place * row, same * row, (same + 1) * row);
      continue;
    }
    first.set(c, place);
    let sum = 0;
    for (let layer = 0; layer < layers.length; layer += 1) {
      sum += seconds(layer, place);
      secondsBefore[place * row + layer + 1] = sum;
    }
  }
  return { space, secondsBefore, seconds };
}
