import type { Space } from '../pipeline/space';
import type { TimeTable } from './timeTable';

/** A table of times as plain data, which another thread can be sent. */
export interface TableData {
  readonly space: Space;
  readonly secondsBefore: Float64Array;
  /** Layer-major: entry `layer × P + place`. */
  readonly seconds: Float64Array;
}

/** A table as plain data. */
export function tableData({ space, secondsBefore, seconds }: TimeTable): TableData {
  const places = space.places.length;
  const times = new Float64Array(space.layers.length * places);
  for (let index = 0; index < times.length; index += 1) {
    times[index] = seconds(Math.floor(index / places), index % places);
  }
  return { space, secondsBefore, seconds: times };
}

/** The table that plain data came from. */
export function tableOfData({ space, secondsBefore, seconds }: TableData): TimeTable {
  const places = space.places.length;
  return {
    space,
    secondsBefore,
    seconds: (layer, place) => seconds[layer * places + place] ?? 0,
  };
}
