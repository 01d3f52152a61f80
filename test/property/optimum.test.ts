import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { aimTable, type TimeTable } from '../../server/engine/cost/timeTable';
import { classProblem } from '../../server/engine/explore/optimum/classProblem';
import {
  shortestPeriod,
  type PeriodMethod,
} from '../../server/engine/explore/optimum/shortestPeriod';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { WorkBudget } from '../../server/engine/explore/optimum/workBudget';
import { costOf, highestThroughput } from '../../server/engine/pipeline/objective';
import { createObservation } from '../../server/engine/pipeline/observation';
import { everyReplicated } from '../fixtures/everyConfiguration';
import { objectives, poweredSketches, sketches, tableOf } from '../fixtures/timeTables';

/** The least cost of all configurations, the plain way. */
function leastCost(table: TimeTable): number {
  const { space } = table;
  const observation = createObservation(space.places.length);
  let least = Infinity;
  for (const configuration of everyReplicated(space)) {
    evaluate(table, configuration, observation);
    least = Math.min(least, costOf(space.objective, observation));
  }
  return least;
}

/** What a method finds for the shortest period. */
function periodBy(method: PeriodMethod, table: TimeTable): number {
  const found = shortestPeriod(classProblem(table), Infinity, new WorkBudget(1e8), method);
  expect(found.proven).toBe(true);
  return found.configuration === null ? Infinity : found.lower;
}

const replicas = fc.integer({ min: 1, max: 3 });

test('the shortest period equals brute force', () => {
  fc.assert(
    fc.property(sketches(6, 4), replicas, (sketch, maxReplicas) => {
      const table = aimTable(tableOf(sketch), highestThroughput, maxReplicas);
      const least = leastCost(table);
      const { configuration, ...answer } = solveOptimum(table);
      expect(answer).toEqual({ cost: least, lowerBound: least, proven: true });
      expect(configuration === null).toBe(least === Infinity);
      expect(periodBy('branch', table)).toBe(least);
      const reached = solveOptimum(table, { upperBoundCost: least });
      expect(reached).toMatchObject({ configuration: null, proven: true });
    }),
    { numRuns: 2000 },
  );
});

/** Sums in another order differ in their last digits. */
function expectClose(value: number, wanted: number): void {
  if (wanted === Infinity) expect(value).toBe(wanted);
  else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
}

for (const goal of ['throughput', 'latency', 'energy'] as const) {
  test(`the best ${goal} within bounds equals brute force`, () => {
    fc.assert(
      fc.property(poweredSketches(6, 4), objectives(goal), replicas, (sketch, objective, most) => {
        const table = aimTable(tableOf(sketch), objective, most);
        const least = leastCost(table);
        const { configuration, cost, lowerBound, proven } = solveOptimum(table);
        expectClose(cost, least);
        expectClose(lowerBound, least);
        expect(proven).toBe(true);
        expect(configuration === null).toBe(least === Infinity);
        const reached = solveOptimum(table, { upperBoundCost: least });
        expect(reached).toMatchObject({ configuration: null, proven: true });
      }),
      { numRuns: 1000 },
    );
  });
}

test('the table and branch and bound agree on the shortest period', () => {
  fc.assert(
    fc.property(sketches(16, 7), replicas, (sketch, maxReplicas) => {
      const table = aimTable(tableOf(sketch), highestThroughput, maxReplicas);
      const answer = solveOptimum(table);
      expect(periodBy('table', table)).toBe(answer.cost);
      expect(periodBy('branch', table)).toBe(answer.cost);
    }),
    { numRuns: 500 },
  );
});
