import { evaluate } from '../../cost/evaluate';
import type { TimeTable } from '../../cost/timeTable';
import type { Configuration } from '../../pipeline/configuration';
import { costOf } from '../../pipeline/objective';
import { createObservation } from '../../pipeline/observation';
import type { Space } from '../../pipeline/space';
import { solveOptimum } from '../optimum/solveOptimum';

/** Most steps of the exact searches before a trial, see OptimumLimits: estimates need no proof. */
const mostWork = 4e7;

/** What a configuration costs by believed times. */
export function costBy(table: TimeTable, configuration: Configuration): number {
  const observation = createObservation(configuration.stages);
  evaluate(table, configuration, observation);
  return costOf(table.space.objective, observation);
}

/**
 * The configuration, not tried yet, that is expected to gain most over those tried: each draw of
 * believed times proposes its exact optimum, and every proposal is judged by every draw.
 * @param tables the belief's mean and its draws.
 * @param leastGain share of the best cost that must be expected.
 * @returns null where none is expected to gain that much.
 */
export function mostPromising(
  tables: readonly TimeTable[],
  tried: readonly Configuration[],
  leastGain: number,
): Configuration | null {
  const bounds = tables.map((table) => Math.min(...tried.map((one) => costBy(table, one))));
  const proposals: Configuration[] = [];
  tables.forEach((table, t) => {
    const { configuration: proposal } = solveOptimum(table, {
      upperBoundCost: bounds[t] ?? Infinity,
      mostWork: mostWork / tables.length,
    });
    if (proposal === null) return;
    const isKnown = (one: Configuration) => isAlike(table.space, one, proposal);
    if (!tried.some(isKnown) && !proposals.some(isKnown)) proposals.push(proposal);
  });
  let best: Configuration | null = null;
  let bestGain = leastGain;
  for (const proposal of proposals) {
    let gain = 0;
    tables.forEach((table, t) => {
      const bound = bounds[t] ?? 0;
      if (bound > 0) gain += Math.max(0, 1 - costBy(table, proposal) / bound) / tables.length;
    });
    if (gain > bestGain) {
      bestGain = gain;
      best = proposal;
    }
  }
  return best;
}

/** True where both have the same stages on places of the same classes. */
function isAlike(space: Space, a: Configuration, b: Configuration): boolean {
  if (a.stages !== b.stages) return false;
  for (let s = 0; s < a.stages; s += 1) {
    if (a.ends[s] !== b.ends[s] || a.replicas[s] !== b.replicas[s]) return false;
    if (space.classOf[a.places[s] ?? 0] !== space.classOf[b.places[s] ?? 0]) return false;
  }
  return true;
}
