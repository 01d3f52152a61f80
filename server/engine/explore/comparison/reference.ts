import type { Reference } from '../../../protocol/comparisonResult';
import type { TimeTable } from '../../cost/timeTable';
import { keepsBounds } from '../../pipeline/objective';
import { isCheaper } from '../isCheaper';
import { solveOptimum, type OptimumLimits } from '../optimum/solveOptimum';

/**
 * What the runs of a comparison are measured against, solved once for all of them: the proven optimum
 * or the best bound; null where there is neither.
 */
export function solveReference(table: TimeTable, limits: OptimumLimits): Reference | null {
  const { configuration, cost, lowerBound, proven } = solveOptimum(table, limits);
  if (proven && configuration !== null) return kept({ kind: 'optimum', cost });
  return lowerBound > 0 ? kept({ kind: 'bound', cost: lowerBound }) : null;
}

/** The reference of a comparison: the one that was solved, else the best that a run found. */
export function referenceFor(solved: Reference | null, costs: readonly number[]): Reference | null {
  const best = costs.reduce((least, cost) => Math.min(least, cost), Infinity);
  if (solved === null) return kept({ kind: 'best', cost: best });
  // By rounding alone a run can be better than the optimum.
  return solved.kind === 'optimum' && best < solved.cost ? { ...solved, cost: best } : solved;
}

/** Share of the reference that a cost is: at most 1, and 0 where it breaks a bound. */
export function qualityOf(reference: Reference | null, cost: number): number {
  if (reference === null || !keepsBounds(cost)) return 0;
  return isCheaper(reference.cost, cost) ? reference.cost / cost : 1;
}

/** A cost beyond the bounds is nothing to be measured against. */
function kept(reference: Reference): Reference | null {
  return keepsBounds(reference.cost) ? reference : null;
}
