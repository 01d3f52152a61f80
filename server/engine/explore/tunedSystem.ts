import type { TunedSystem } from '../../protocol/tuningResult';
import type { TimeTable } from '../cost/timeTable';

/** The tuned problem by class of place, so that a saved result can be drawn without its inputs. */
export function tunedSystem(
  table: Pick<TimeTable, 'space' | 'seconds'>,
  descriptions: readonly string[],
): TunedSystem {
  const { space } = table;
  const members: number[][] = Array.from({ length: space.classCount }, () => []);
  space.classOf.forEach((c, place) => members[c]?.push(place));
  const byLink = (matrix: Float64Array): number[][] =>
    members.map((from, a) =>
      members.map((to, b) => {
        // Within a class: the link between two different members, where there are two.
        const other = a === b ? (to[1] ?? to[0]) : to[0];
        return matrix[(from[0] ?? 0) * space.places.length + (other ?? 0)] ?? 0;
      }),
    );
  return {
    layers: space.layers,
    places: space.places.map((name, place) => ({
      name,
      fast: space.fast[place] === 1,
      class: space.classOf[place] ?? 0,
      description: descriptions[place] ?? '',
    })),
    secondsByClass: members.map(([place = 0]) =>
      space.layers.map((_, layer) => table.seconds(layer, place)),
    ),
    cutBytes: Array.from(space.cutBytes),
    linkLatencySeconds: byLink(space.linkLatencySeconds),
    linkSecondsPerByte: byLink(space.linkSecondsPerByte),
    transfers: space.overlapped ? 'overlapped' : 'blocking',
  };
}
