import type { ReplayHeader } from '../../../protocol/replayRecord';
import { createTimeTable, type TimeTable } from '../../cost/timeTable';

/** The times of a recorded or tuned system; static hints, which it does not hold, are alike. */
export function tableOfSystem({
  system,
  memory,
}: Pick<ReplayHeader, 'system' | 'memory'>): TimeTable {
  const { layers, places } = system;
  const byPlaces = (matrix: readonly (readonly number[])[]) =>
    Float64Array.from(
      places.flatMap((from) => places.map((to) => matrix[from.class]?.[to.class] ?? 0)),
    );
  const room = places.map((place) => memory?.capacityBytes[place.class] ?? Infinity);
  return createTimeTable({
    layers,
    places: places.map(({ name }) => name),
    seconds: Float64Array.from(
      layers.flatMap((_, layer) =>
        places.map((place) => system.secondsByClass[place.class]?.[layer] ?? 0),
      ),
    ),
    hints: new Float64Array(layers.length).fill(1),
    cutBytes: Float64Array.from(system.cutBytes),
    linkLatencySeconds: byPlaces(system.linkLatencySeconds),
    linkSecondsPerByte: byPlaces(system.linkSecondsPerByte),
    overlapped: system.transfers === 'overlapped',
    weightBytes: Float64Array.from(memory?.weightBytes ?? Array<number>(layers.length).fill(0)),
    memoryBytes: Float64Array.from(room),
    fast: Uint8Array.from(places, ({ fast }) => (fast ? 1 : 0)),
  });
}
