import type { TimeTable } from '../cost/timeTable';
import { limitedSlowdown } from './limitedSlowdown';
import type { MemoryBound } from './memoryBound';
import type { Slowdown } from './scenario';

/**
 * The times of a quiet table under interference: each layer of a place takes the factor of what bounds
 * it there, at most 1e12 times as long, so that sums stay finite. Ranks and what is fast stay as they
 * are without interference.
 *
 * Places of one class that are slowed alike stay one class; all others become classes of their own, so
 * that whoever counts places by class (solveOptimum) is right. Columns that nothing slows are copied.
 *
 * @param slowdownOfPlace asked once for each place
 */
export function slowedTable(
  quiet: TimeTable,
  memoryBound: MemoryBound,
  slowdownOfPlace: (place: number) => Slowdown,
): TimeTable {
  const { space } = quiet;
  const layers = space.layers.length;
  const slowdowns = space.places.map((_, place) => limitedSlowdown(slowdownOfPlace(place)));
  const secondsBefore = quiet.secondsBefore.slice();
  slowdowns.forEach(({ compute, memory }, place) => {
    if (compute === 1 && memory === 1) return;
    const isMemory = memoryBound[space.classOf[place] ?? 0];
    const before = place * (layers + 1);
    let sum = 0;
    for (let layer = 0; layer < layers; layer += 1) {
      sum += quiet.seconds(layer, place) * (isMemory?.[layer] === 1 ? memory : compute);
      secondsBefore[before + layer + 1] = sum;
    }
  });
  return {
    space: { ...space, ...slowedClasses(space.classOf, slowdowns) },
    secondsBefore,
    seconds(layer, place) {
      const { compute, memory } = slowdowns[place] ?? none;
      const isMemory = memoryBound[space.classOf[place] ?? 0]?.[layer] === 1;
      return quiet.seconds(layer, place) * (isMemory ? memory : compute);
    },
  };
}

const none: Slowdown = { compute: 1, memory: 1 };

/** Classes of the quiet table, parted by how their places are slowed, numbered by first members. */
function slowedClasses(
  quiet: Int32Array,
  slowdowns: readonly Slowdown[],
): { classOf: Int32Array; classCount: number } {
  const classOf = new Int32Array(quiet.length);
  const first: number[] = [];
  slowdowns.forEach((slowdown, place) => {
    const known = first.findIndex(
      (other) => quiet[other] === quiet[place] && isAlike(slowdowns[other] ?? none, slowdown),
    );
    classOf[place] = known < 0 ? first.push(place) - 1 : known;
  });
  return { classOf, classCount: first.length };
}

function isAlike(a: Slowdown, b: Slowdown): boolean {
  return a.compute === b.compute && a.memory === b.memory;
}
