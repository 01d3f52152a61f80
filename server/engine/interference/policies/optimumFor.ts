import { evaluate } from '../../cost/evaluate';
import type { TimeTable } from '../../cost/timeTable';
import { solveOptimum } from '../../explore/optimum/solveOptimum';
import type { Configuration } from '../../pipeline/configuration';
import { costOf } from '../../pipeline/objective';
import { createObservation } from '../../pipeline/observation';

/** The exact optimum for slowed times; the start where that is as good, so that nothing moves in vain. */
export function optimumFor(slowed: TimeTable, start: Configuration): Configuration {
  const observation = createObservation(start.stages);
  evaluate(slowed, start, observation);
  const upperBoundCost = costOf(slowed.space.objective, observation);
  return solveOptimum(slowed, { upperBoundCost }).configuration ?? start;
}
