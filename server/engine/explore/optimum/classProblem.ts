import type { TimeTable } from '../../cost/timeTable';
import type { Space } from '../../pipeline/space';

/** The problem with places counted by class. */
export interface ClassProblem {
  readonly space: Space;
  readonly layerCount: number;
  readonly classCount: number;
  /** Places of each class. */
  readonly members: readonly (readonly number[])[];
  readonly counts: readonly number[];
  /** Number of vectors of used places, and the step of each class in them. */
  readonly used: number;
  readonly radix: readonly number[];
  readonly overlapped: boolean;
  stageSeconds(c: number, start: number, end: number): number;
  transferSeconds(cut: number, from: number, to: number): number;
  /** Largest end of a stage that starts at `start` and fits the memory of the class. */
  lastFit(c: number, start: number): number;
}

/** Counts a table's places by class. */
export function classProblem(table: TimeTable): ClassProblem {
  const { space, secondsBefore } = table;
  const layerCount = space.layers.length;
  const placeCount = space.places.length;
  const members: number[][] = Array.from({ length: space.classCount }, () => []);
  space.classOf.forEach((c, place) => members[c]?.push(place));
  const counts = members.map((places) => places.length);
  const radix: number[] = [];
  let used = 1;
  for (const count of counts) {
    radix.push(used);
    used *= count + 1;
  }
  const first = members.map((places) => places[0] ?? 0);
  // Between places of one class the link is that of two different members.
  const linkOf = (from: number, to: number): number => {
    const b = from === to ? (members[to]?.[1] ?? first[to] ?? 0) : (first[to] ?? 0);
    return (first[from] ?? 0) * placeCount + b;
  };
  const { weightBytesBefore, memoryBytes, cutBytes, linkLatencySeconds, linkSecondsPerByte } =
    space;
  return {
    space,
    layerCount,
    classCount: space.classCount,
    members,
    counts,
    used,
    radix,
    overlapped: space.overlapped,
    stageSeconds: (c, start, end) => {
      const row = (first[c] ?? 0) * (layerCount + 1);
      return (secondsBefore[row + end] ?? 0) - (secondsBefore[row + start] ?? 0);
    },
    transferSeconds: (cut, from, to) => {
      const link = linkOf(from, to);
      return (
        (linkLatencySeconds[link] ?? 0) + (cutBytes[cut] ?? 0) * (linkSecondsPerByte[link] ?? 0)
      );
    },
    lastFit: (c, start) => {
      const capacity = (memoryBytes[first[c] ?? 0] ?? Infinity) + (weightBytesBefore[start] ?? 0);
      let end = layerCount;
      // Weights are a prefix sum, so the largest end is found by halving.
      if ((weightBytesBefore[end] ?? 0) <= capacity) return end;
      let fits = start;
      while (end - fits > 1) {
        const middle = (fits + end) >> 1;
        if ((weightBytesBefore[middle] ?? 0) <= capacity) fits = middle;
        else end = middle;
      }
      return fits;
    },
  };
}
