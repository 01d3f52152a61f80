import type { TimeTable } from '../../../cost/timeTable';
import {
  createConfiguration,
  fitsMemory,
  type Configuration,
} from '../../../pipeline/configuration';

/**
 * The configuration of shortest period whose places follow each other as given; those that do not pay are
 * left out. Dynamic programming over (places used so far, layers placed so far). Sending is counted
 * between places that are neighbours in the order, so that where one is left out it is an estimate.
 * @param places each at most once.
 * @returns null where no memories hold the layers.
 */
export function inOrder(table: TimeTable, places: readonly number[]): Configuration | null {
  const { space, secondsBefore } = table;
  const layers = space.layers.length;
  const row = layers + 1;
  const best = new Float64Array((places.length + 1) * row).fill(Infinity);
  const from = new Int32Array((places.length + 1) * row);
  best[0] = 0;
  places.forEach((place, index) => {
    const next = places[index + 1];
    const link = next === undefined ? -1 : place * space.places.length + next;
    for (let end = 0; end <= layers; end += 1) {
      const entry = (index + 1) * row + end;
      // Left out.
      best[entry] = best[index * row + end] ?? Infinity;
      from[entry] = end;
      const sending = link < 0 || end === layers ? 0 : (space.linkLatencySeconds[link] ?? 0) + (space.cutBytes[end] ?? 0) * (space.linkSecondsPerByte[link] ?? 0); // prettier-ignore
      for (let start = end - 1; start >= 0; start -= 1) {
        const computing = (secondsBefore[place * row + end] ?? 0) - (secondsBefore[place * row + start] ?? 0); // prettier-ignore
        const own = space.overlapped ? Math.max(computing, sending) : computing + sending;
        if (own >= (best[entry] ?? 0) || !fitsMemory(space, place, start, end)) break;
        const period = Math.max(own, best[index * row + start] ?? Infinity);
        if (period >= (best[entry] ?? 0)) continue;
        best[entry] = period;
        from[entry] = start;
      }
    }
  });
  if (best[places.length * row + layers] === Infinity) return null;
  const stages: { place: number; end: number }[] = [];
  let end = layers;
  for (let index = places.length; index > 0; index -= 1) {
    const start = from[index * row + end] ?? 0;
    if (start < end) stages.unshift({ place: places[index - 1] ?? 0, end });
    end = start;
  }
  const configuration = createConfiguration(space.places.length);
  configuration.stages = stages.length;
  stages.forEach((stage, s) => {
    configuration.places[s] = stage.place;
    configuration.ends[s] = stage.end;
  });
  return configuration;
}
