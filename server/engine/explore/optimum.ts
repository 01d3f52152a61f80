import type { TimeTable } from '../cost/timeTable';
import { createConfiguration, type Configuration } from '../pipeline/configuration';

/** States × transitions beyond which the exact search is not tried. */
const mostWork = 4e9;
/** Entries of the table of states beyond which it is not tried. */
const mostStates = 2e7;

/** The exact optimum of the period, as a configuration. */
export interface Optimum {
  readonly configuration: Configuration;
  readonly periodSeconds: number;
}

/**
 * Exact bottleneck optimum by dynamic programming over (first unplaced layer, how many places of
 * each class are used, class of the next stage). Places of one class have equal times and links, so
 * only their number matters. Transfers and memory limits are part of it; places may stay unused.
 * @param upperBound a period known to be reachable: only better ones are searched for.
 * @returns the optimum; `reached` where nothing beats `upperBound`; null where the problem is too
 * large to prove.
 */
export function solveOptimum(table: TimeTable, upperBound = Infinity): Optimum | 'reached' | null {
  const problem = classProblem(table);
  const { layerCount, counts, classCount, used } = problem;
  const width = classCount * (layerCount + 1);
  const states = used * width;
  if (states > mostStates || states * classCount * Math.sqrt(layerCount) > mostWork) return null;

  // reach[state] is the least bottleneck of placing the layers before i, given the next class.
  const reach = new Float64Array(states).fill(Infinity);
  const parent = new Int32Array(states).fill(-1);
  let bound = upperBound;
  let final = -1;
  let finalEntry = -1;
  for (let c = 0; c < classCount; c += 1) reach[c * (layerCount + 1)] = 0;

  for (let vector = 0; vector < used; vector += 1) {
    for (let c = 0; c < classCount; c += 1) {
      const digit = Math.floor(vector / (problem.radix[c] ?? 1)) % ((counts[c] ?? 0) + 1);
      if (digit >= (counts[c] ?? 0)) continue;
      const next = vector + (problem.radix[c] ?? 1);
      for (let i = 0; i < layerCount; i += 1) {
        const from = vector * width + c * (layerCount + 1) + i;
        const sofar = reach[from] ?? Infinity;
        if (sofar >= bound) continue;
        const last = problem.lastFit(c, i);
        for (let j = i + 1; j <= last; j += 1) {
          const compute = problem.stageSeconds(c, i, j);
          if (compute >= bound) break;
          if (j === layerCount) {
            bound = Math.max(sofar, compute);
            final = next;
            finalEntry = from;
            break;
          }
          for (let d = 0; d < classCount; d += 1) {
            const transfer = problem.transferSeconds(j, c, d);
            const stage = problem.overlapped ? Math.max(compute, transfer) : compute + transfer;
            const value = Math.max(sofar, stage);
            const to = next * width + d * (layerCount + 1) + j;
            if (value < bound && value < (reach[to] ?? Infinity)) {
              reach[to] = value;
              parent[to] = from;
            }
          }
        }
      }
    }
  }
  if (final < 0) return 'reached';
  return { configuration: rebuild(problem, parent, finalEntry, width), periodSeconds: bound };
}

/** The problem with places counted by class. */
interface ClassProblem {
  readonly table: TimeTable;
  readonly layerCount: number;
  readonly classCount: number;
  /** Places of each class. */
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

function classProblem(table: TimeTable): ClassProblem {
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
    table,
    layerCount,
    classCount: space.classCount,
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

function rebuild(
  problem: ClassProblem,
  parent: Int32Array,
  last: number,
  width: number,
): Configuration {
  const { layerCount, classCount, counts, table } = problem;
  const starts: number[] = [];
  const classes: number[] = [];
  for (let state = last; state >= 0; state = parent[state] ?? -1) {
    starts.unshift(state % (layerCount + 1));
    classes.unshift(Math.floor((state % width) / (layerCount + 1)));
  }
  const configuration = createConfiguration(table.space.places.length);
  const free = Array.from({ length: classCount }, (_, c) =>
    Array.from(table.space.classOf.keys()).filter((p) => table.space.classOf[p] === c),
  );
  configuration.stages = starts.length;
  classes.forEach((c, stage) => {
    configuration.ends[stage] = starts[stage + 1] ?? layerCount;
    configuration.places[stage] = free[c]?.shift() ?? 0;
  });
  return counts.length > 0 ? configuration : createConfiguration(0);
}
