import type { TimeTable } from '../../cost/timeTable';
import type { Space } from '../../pipeline/space';

/**
 * A table with places counted by class, for solvers. Classes are 0…C−1. A mode is a way to run a
 * stage: a class and the number of its places that take queries in turn.
 */
export interface ClassProblem {
  readonly table: TimeTable;
  readonly space: Space;
  readonly layerCount: number;
  readonly classCount: number;
  readonly overlapped: boolean;
  /** Places of each class. */
  readonly members: readonly (readonly number[])[];
  /** Number of places of each class. */
  readonly counts: Int32Array;
  readonly modeCount: number;
  /** Class of each mode. */
  readonly modeClass: Int32Array;
  /** Replicas of each mode. */
  readonly modeReplicas: Int32Array;
  /** Entry `c × (L + 1) + k` is the time of the layers before k on class c. */
  readonly secondsBefore: Float64Array;
  /** Entry `c × L + i` is the largest end of a stage from layer i that fits the memory of class c. */
  readonly lastFit: Int32Array;
  /** C × C, row-major: from class, to class; within a class between two of its members. */
  readonly linkLatencySeconds: Float64Array;
  /** C × C, row-major. */
  readonly linkSecondsPerByte: Float64Array;
  /** Entry `c × (L + 1) + k` is the longest time to send cut k from class c to a class that may follow. */
  readonly dearestSeconds: Float64Array;
}

/** Counts a table's places by class. */
export function classProblem(table: TimeTable): ClassProblem {
  const { space } = table;
  const { classCount } = space;
  const layerCount = space.layers.length;
  const row = layerCount + 1;
  const members: number[][] = Array.from({ length: classCount }, () => []);
  space.classOf.forEach((c, place) => members[c]?.push(place));
  const modes = members.flatMap((places, c) =>
    Array.from({ length: Math.min(space.maxReplicas, places.length) }, (_, r) => [c, r + 1]),
  );
  const secondsBefore = new Float64Array(classCount * row);
  const lastFit = new Int32Array(classCount * layerCount);
  members.forEach(([place = 0], c) => {
    secondsBefore.set(table.secondsBefore.subarray(place * row, (place + 1) * row), c * row);
    fillLastFit(space, place, lastFit.subarray(c * layerCount, (c + 1) * layerCount));
  });
  const linkLatencySeconds = byClass(space.linkLatencySeconds, members);
  const linkSecondsPerByte = byClass(space.linkSecondsPerByte, members);
  const dearestSeconds = new Float64Array(classCount * row);
  for (let c = 0; c < classCount; c += 1) {
    for (const link of distinctLinks(members, linkLatencySeconds, linkSecondsPerByte, c)) {
      for (let cut = 1; cut < layerCount; cut += 1) {
        const latency = linkLatencySeconds[link] ?? 0;
        const seconds = latency + (space.cutBytes[cut] ?? 0) * (linkSecondsPerByte[link] ?? 0);
        const entry = c * row + cut;
        if (seconds > (dearestSeconds[entry] ?? 0)) dearestSeconds[entry] = seconds;
      }
    }
  }
  return {
    table,
    space,
    layerCount,
    classCount,
    overlapped: space.overlapped,
    members,
    counts: Int32Array.from(members, (places) => places.length),
    modeCount: modes.length,
    modeClass: Int32Array.from(modes, ([c = 0]) => c),
    modeReplicas: Int32Array.from(modes, ([, replicas = 1]) => replicas),
    secondsBefore,
    lastFit,
    linkLatencySeconds,
    linkSecondsPerByte,
    dearestSeconds,
  };
}

/** Time to send what crosses a cut from a place of one class to one of another. */
export function transferSeconds(
  { space, classCount, linkLatencySeconds, linkSecondsPerByte }: ClassProblem,
  cut: number,
  from: number,
  to: number,
): number {
  const link = from * classCount + to;
  return (
    (linkLatencySeconds[link] as number) +
    (space.cutBytes[cut] as number) * (linkSecondsPerByte[link] as number)
  );
}

/** Weights are prefix sums, so the ends only move forward. */
function fillLastFit({ weightBytesBefore, memoryBytes }: Space, place: number, ends: Int32Array) {
  const capacity = memoryBytes[place] ?? Infinity;
  let end = 0;
  for (let start = 0; start < ends.length; start += 1) {
    const before = weightBytesBefore[start] ?? 0;
    while (end < ends.length && (weightBytesBefore[end + 1] ?? 0) - before <= capacity) end += 1;
    ends[start] = Math.max(end, start);
    end = Math.max(end, start + 1);
  }
}

function byClass(matrix: Float64Array, members: readonly (readonly number[])[]): Float64Array {
  const placeCount = Math.sqrt(matrix.length);
  const classes = new Float64Array(members.length ** 2);
  members.forEach((from, c) => {
    members.forEach((to, d) => {
      const other = c === d ? (to[1] ?? to[0]) : to[0];
      classes[c * members.length + d] = matrix[(from[0] ?? 0) * placeCount + (other ?? 0)] ?? 0;
    });
  });
  return classes;
}

/** One link of each kind that leaves a class: most platforms have few kinds. */
function distinctLinks(
  members: readonly (readonly number[])[],
  latency: Float64Array,
  perByte: Float64Array,
  from: number,
): Iterable<number> {
  const links = new Map<string, number>();
  members.forEach((places, to) => {
    if (to === from && places.length < 2) return;
    const link = from * members.length + to;
    links.set(`${latency[link]} ${perByte[link]}`, link);
  });
  return links.values();
}
