import type { TuningResult } from '../../protocol/tuningResult';
import { evaluate } from '../cost/evaluate';
import type { TimeTable } from '../cost/timeTable';
import { costOf, keepsBounds } from '../pipeline/objective';
import { createObservation, throughputOf } from '../pipeline/observation';
import type { RunResult } from './driver';
import { solveOptimum } from './optimum';

/** How far what a run found is from the optimum; `optimum` is null where that cannot be proven. */
export function judge(table: TimeTable, run: RunResult): Pick<TuningResult, 'optimum' | 'bound'> {
  const { space } = table;
  const found = run.observation;
  const answer = solveOptimum(table, found.periodSeconds);
  if (answer === null) return { optimum: null };
  // Judged by the same arithmetic as every trial.
  const optimal = createObservation(space.places.length);
  if (answer !== 'reached') {
    evaluate(table, answer.configuration, optimal);
    optimal.cost = costOf(space.objective, optimal);
  }
  const best = optimal.cost < found.cost ? optimal : found;
  if (!keepsBounds(best.cost)) return { optimum: null };
  const onlyThroughput = space.objective.goal === 'throughput';
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
