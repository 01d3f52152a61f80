import type { TimeTable } from '../../cost/timeTable';
import { createConfiguration, type Configuration } from '../../pipeline/configuration';
import { classProblem, type ClassProblem } from './classProblem';

/** Entries of the table of states beyond which it is not tried. */
const mostStates = 2e7;

/**
 * Exact bottleneck optimum by dynamic programming over (first unplaced layer, how many places of
 * each class are used, class of the next stage). Places of one class have equal times and links, so
 * only their number matters. Transfers and memory limits are part of it; places may stay unused.
 * @param upperBound a period known to be reachable: only better ones are searched for.
 * @param mostWork how much of it may be tried, see {@link optimumWork}.
 * @returns the optimum; `reached` where nothing beats `upperBound`; null where the problem is too
 * large to prove.
 */
export function shortestPeriod(
  table: TimeTable,
  upperBound: number,
  mostWork: number,
): Configuration | 'reached' | null {
  const problem = classProblem(table);
  const { layerCount, counts, classCount, used } = problem;
  const width = classCount * (layerCount + 1);
  const states = used * width;
  if (states > mostStates || optimumWork(problem) > mostWork) return null;

  // reach[state] is the least bottleneck of placing the layers before i, given the next class.
  const reach = new Float64Array(states).fill(Infinity);
  const parent = new Int32Array(states).fill(-1);
  let bound = upperBound;
  let final = -1;
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
            final = from;
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
  return rebuild(problem, parent, final, width);
}

/** States × transitions of the exact search, roughly: 1e7 take about 0.1 s. */
export function optimumWork({ used, classCount, layerCount }: ClassProblem): number {
  return used * classCount * (layerCount + 1) * classCount * Math.sqrt(layerCount);
}

/** Follows the parents back to the first layer; each stage takes a free place of its class. */
function rebuild(
  { space, layerCount, members }: ClassProblem,
  parent: Int32Array,
  last: number,
  width: number,
): Configuration {
  const states: number[] = [];
  for (let state = last; state >= 0; state = parent[state] ?? -1) states.unshift(state);
  const configuration = createConfiguration(space.places.length);
  const free = members.map((places) => [...places]);
  configuration.stages = states.length;
  states.forEach((state, stage) => {
    const next = states[stage + 1];
    const c = Math.floor((state % width) / (layerCount + 1));
    configuration.ends[stage] = next === undefined ? layerCount : next % (layerCount + 1);
    configuration.places[stage] = free[c]?.shift() ?? 0;
  });
  return configuration;
}
