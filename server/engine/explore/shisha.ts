import { createRandom } from '../core/random';
import {
  copyConfiguration,
  createConfiguration,
  fitsMemory,
  overfullStage,
  stageStart,
  type Configuration,
} from '../pipeline/configuration';
import type { Observation } from '../pipeline/observation';
import { packing } from '../pipeline/packing';
import type { Space } from '../pipeline/space';
import type { Exploration, Explorer } from './explorer';
import { shishaSeed, type Assignment } from './shishaSeed';

/** Where layers of the slowest stage go. */
export const balancings = ['lFEP', 'nFEP', 'nlFEP'] as const;

/** `lFEP` lightest fast place, `nFEP` nearest fast place, `nlFEP` the lighter of the nearest ones. */
export type Balancing = (typeof balancings)[number];

/** Options of the explorer `shisha`, in the terms of Paper II. */
export interface ShishaOptions {
  readonly seed: number;
  /** The run ends after this many trials without a better throughput. */
  readonly alpha: number;
  readonly assign: Assignment;
  readonly balance: Balancing;
}

/**
 * Shisha (Paper II): a seed from static hints, then online tuning. Each step moves one layer off the
 * slowest stage toward a fast place; the stages between pass a layer on, so that stages stay
 * consecutive. A stage that gives its only layer away ends, and its place is left unused. The run
 * ends after `alpha` trials without a better throughput, or when there is no move left; if no memory
 * held any of them, it begins anew with a configuration that fits, where there is one.
 */
export function shisha({ seed, alpha, assign, balance }: ShishaOptions): Explorer {
  return function* explore(space: Space): Exploration {
    const { weightBytesBefore, memoryBytes } = space;
    const current = shishaSeed(space, assign, createRandom(seed));
    const best = createConfiguration(current.ends.length);
    copyConfiguration(current, best);
    let bestCost = Infinity;
    let fruitless = 0;
    let repacked = false;
    for (;;) {
      const observation = yield current;
      if (observation.cost < bestCost) {
        bestCost = observation.cost;
        copyConfiguration(current, best);
        fruitless = 0;
      } else {
        fruitless += 1;
      }
      // Written so that an alpha that is no number ends the run at once.
      if (fruitless < alpha && moveLayer(space, current, observation, balance)) continue;
      // Weights merged by their hints may fit no memories that hold them in another way.
      const start =
        bestCost < Infinity || repacked ? null : packing(weightBytesBefore, memoryBytes);
      if (!start) return best;
      copyConfiguration(start, current);
      repacked = true;
      fruitless = 0;
    }
  };
}

/** Moves one layer off the slowest stage; false where there is no move. */
function moveLayer(
  space: Space,
  configuration: Configuration,
  observation: Observation,
  balance: Balancing,
): boolean {
  // A stage that overflows its memory must give layers away before any other.
  const overfull = overfullStage(space, configuration);
  const from = overfull < 0 ? slowestStage(configuration, observation) : overfull;
  const to = target(space, configuration, observation, from, balance);
  if (to < 0) return false;
  const { ends } = configuration;
  const onlyLayer = (ends[from] ?? 0) - stageStart(configuration, from) === 1;
  for (let s = from; s < to; s += 1) ends[s] = (ends[s] ?? 0) - 1;
  for (let s = to; s < from; s += 1) ends[s] = (ends[s] ?? 0) + 1;
  if (onlyLayer) removeStage(configuration, from);
  return true;
}

function removeStage(configuration: Configuration, stage: number): void {
  configuration.ends.copyWithin(stage, stage + 1);
  configuration.places.copyWithin(stage, stage + 1);
  configuration.stages -= 1;
}

function slowestStage({ stages }: Configuration, { stageSeconds }: Observation): number {
  let slowest = 0;
  for (let s = 1; s < stages; s += 1) {
    if ((stageSeconds[s] ?? 0) > (stageSeconds[slowest] ?? 0)) slowest = s;
  }
  return slowest;
}

/**
 * Stage that takes the layer: one on a fast place, or on any place where no other fast one can take
 * it; −1 where none can.
 */
function target(
  space: Space,
  configuration: Configuration,
  observation: Observation,
  from: number,
  balance: Balancing,
): number {
  const fast = choose(space, configuration, observation, from, balance, true);
  return fast >= 0 ? fast : choose(space, configuration, observation, from, balance, false);
}

function choose(
  space: Space,
  configuration: Configuration,
  { stageSeconds }: Observation,
  from: number,
  balance: Balancing,
  fastOnly: boolean,
): number {
  const { stages, places } = configuration;
  let chosen = -1;
  let nearestLeft = -1;
  let nearestRight = -1;
  for (let s = 0; s < stages; s += 1) {
    if (s === from || (fastOnly && space.fast[places[s] ?? 0] === 0)) continue;
    if (!hasRoom(space, configuration, from, s)) continue;
    if (s < from) nearestLeft = s;
    else if (nearestRight < 0) nearestRight = s;
    if (chosen < 0 || (stageSeconds[s] ?? 0) < (stageSeconds[chosen] ?? 0)) chosen = s;
  }
  if (balance === 'lFEP' || chosen < 0) return chosen;
  if (nearestLeft < 0 || nearestRight < 0) return Math.max(nearestLeft, nearestRight);
  const leftIsBetter =
    balance === 'nFEP'
      ? from - nearestLeft <= nearestRight - from
      : (stageSeconds[nearestLeft] ?? 0) <= (stageSeconds[nearestRight] ?? 0);
  return leftIsBetter ? nearestLeft : nearestRight;
}

/** True where the stages between, and the last of them, can hold what they get. */
function hasRoom(space: Space, configuration: Configuration, from: number, to: number): boolean {
  const { ends, places } = configuration;
  const first = Math.min(from, to);
  const last = Math.max(from, to);
  // A layer leaves `from` over each boundary between them: to the right ends shrink, to the left they grow.
  const shift = to > from ? -1 : 1;
  for (let s = first; s <= last; s += 1) {
    if (s === from) continue;
    const start = stageStart(configuration, s) + (s > first ? shift : 0);
    const end = (ends[s] ?? 0) + (s < last ? shift : 0);
    if (!fitsMemory(space, places[s] ?? 0, start, end)) return false;
  }
  return true;
}
