import { evaluate } from '../../../cost/evaluate';
import type { TimeTable } from '../../../cost/timeTable';
import { solveOptimum } from '../../../explore/optimum/solveOptimum';
import type { Configuration } from '../../../pipeline/configuration';
import { createObservation } from '../../../pipeline/observation';
import { inOrder } from './inOrder';

/** Most steps of the exact search, see OptimumLimits. */
const mostWork = 1e7;

/** What is asked of a proposal. */
export interface Asked {
  /** What serves now. */
  readonly current: Configuration;
  /** What serves where nothing is slowed. */
  readonly home: Configuration;
  /** A proposal must be believed to be shorter. */
  readonly periodSeconds: number;
  /** Share by which a period counts longer where places change their order: the pipeline must drain. */
  readonly turning: number;
  readonly isKnown: (configuration: Configuration) => boolean;
}

/**
 * The configuration of shortest period by believed times that was not tried yet: the exact optimum, or
 * the best one that keeps the order of places, where turning them round costs more than it gains.
 */
export function proposal(table: TimeTable, asked: Asked): Configuration | null {
  const { current, home } = asked;
  const observation = createObservation(table.space.places.length);
  const candidates = [
    inOrder(table, extended(current, home)),
    inOrder(table, extended(home, current)),
    solveOptimum(table, { mostWork }).configuration,
  ];
  let best: Configuration | null = null;
  let least = asked.periodSeconds;
  for (const one of candidates) {
    if (one === null || asked.isKnown(one)) continue;
    evaluate(table, one, observation);
    const cost = observation.periodSeconds * (isTurned(one, current) ? 1 + asked.turning : 1);
    if (cost >= least) continue;
    best = one;
    least = cost;
  }
  return best;
}

/** True where places that both use follow each other otherwise. */
export function isTurned(a: Configuration, b: Configuration): boolean {
  const others = new Set(orderOf(b));
  const shared = orderOf(a).filter((place) => others.has(place));
  const used = new Set(shared);
  const order = orderOf(b).filter((place) => used.has(place));
  return shared.some((place, index) => place !== order[index]);
}

/** The places of one configuration in order, then those that only the other uses. */
function extended(first: Configuration, second: Configuration): number[] {
  return [...new Set([...orderOf(first), ...orderOf(second)])];
}

function orderOf({ places, stages }: Configuration): number[] {
  return [...places.subarray(0, stages)];
}
