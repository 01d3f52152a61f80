import { createTimeTable, type TimeTable } from '../../../cost/timeTable';
import type { Space } from '../../../pipeline/space';
import type { SlowedBelief } from './slowedBelief';

/** Believed times as a table to solve: places of one class that are believed alike stay one. */
export function believedTable(space: Space, belief: SlowedBelief): TimeTable {
  const { layers, places, weightBytesBefore } = space;
  const seconds = new Float64Array(layers.length * places.length);
  for (let layer = 0; layer < layers.length; layer += 1) {
    for (let place = 0; place < places.length; place += 1) {
      seconds[layer * places.length + place] = Math.exp(belief.logSeconds(layer, place));
    }
  }
  const table = createTimeTable({
    ...space,
    seconds,
    power: space,
    weightBytes: Float64Array.from(
      layers,
      (_, l) => (weightBytesBefore[l + 1] ?? 0) - (weightBytesBefore[l] ?? 0),
    ),
  });
  const { objective, maxReplicas } = space;
  return { ...table, space: { ...table.space, objective, maxReplicas } };
}
