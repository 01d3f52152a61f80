import type { TuningResult } from '../../protocol/tuningResult';
import { evaluate } from '../cost/evaluate';
import type { TimeTable } from '../cost/timeTable';
import { costOf, keepsBounds } from '../pipeline/objective';
import { createObservation, throughputOf } from '../pipeline/observation';
import type { RunResult } from './driver';
import { isCheaper } from './isCheaper';
import { solveOptimum, type OptimumLimits } from './optimum/solveOptimum';

/**
 * How far what a run found is from the optimum. `optimum` is null where that cannot be proven; then
 * `bound` says what is left at most, where throughput is looked for.
 */
export function judge(
  table: TimeTable,
  run: Pick<RunResult, 'observation'>,
  limits: OptimumLimits = {},
): Pick<TuningResult, 'optimum' | 'bound'> {
  const { space } = table;
  const found = run.observation;
  const answer = solveOptimum(table, { ...limits, upperBoundCost: found.cost });
  const optimal = createObservation(space.places.length);
  if (answer.configuration !== null) {
    evaluate(table, answer.configuration, optimal);
    optimal.cost = costOf(space.objective, optimal);
  }
  const best = isCheaper(optimal.cost, found.cost) ? optimal : found;
  const onlyThroughput = space.objective.goal === 'throughput';
  if (!answer.proven) {
    const { lowerBound } = answer;
    if (!onlyThroughput || !(lowerBound > 0) || !keepsBounds(found.cost)) return { optimum: null };
    const throughput = throughputOf(lowerBound);
    return { optimum: null, bound: { throughput, gap: 1 - lowerBound / found.cost } };
  }
  if (!keepsBounds(best.cost)) return { optimum: null };
  return {
    optimum: {
      throughput: throughputOf(best.periodSeconds),
      proven: true,
      quality: found.cost > 0 ? (keepsBounds(found.cost) ? best.cost / found.cost : 0) : 1,
      ...(!onlyThroughput && { latencySeconds: best.latencySeconds }),
      ...(!onlyThroughput && space.hasPower && { energyJoules: best.energyJoules }),
    },
  };
}
