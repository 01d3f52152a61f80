import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeTable, aimTable, type TimeTable } from '../../server/engine/cost/timeTable';
import { createRandom } from '../../server/engine/core/random';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { objectives, poweredSketches, tableOf } from '../fixtures/timeTables';

/** Places that all differ, with links between them. */
function largeTable(layers: number, places: number): TimeTable {
  const random = createRandom(layers + places);
  const speeds = Array.from({ length: places }, () => 1 + 3 * random.unit());
  const weights = Array.from({ length: layers }, () => 0.2 + random.unit());
  const seconds = weights.flatMap((weight) =>
    speeds.map((speed) => (weight / speed) * (0.8 + 0.4 * random.unit()) * 1e-3),
  );
  return createTimeTable({
    layers: weights.map((_, layer) => `layer${layer}`),
    places: speeds.map((_, place) => `place${place}`),
    seconds: Float64Array.from(seconds),
    hints: Float64Array.from(weights),
    cutBytes: Float64Array.from({ length: layers + 1 }, () => 1e5 + 9e5 * random.unit()),
    linkLatencySeconds: new Float64Array(places ** 2),
    linkSecondsPerByte: new Float64Array(places ** 2).fill(1e-9),
    overlapped: true,
    weightBytes: new Float64Array(layers),
    memoryBytes: new Float64Array(places).fill(Infinity),
  });
}

test('a search that ends early gives bounds that hold', () => {
  fc.assert(
    fc.property(
      poweredSketches(14, 6),
      objectives('throughput', 'latency', 'energy'),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 0, max: 20_000 }),
      (sketch, objective, maxReplicas, mostWork) => {
        const table = aimTable(tableOf(sketch), objective, maxReplicas);
        const optimum = solveOptimum(table);
        const early = solveOptimum(table, { mostWork });
        expect(early.lowerBound).toBeLessThanOrEqual(optimum.cost * (1 + 1e-9));
        expect(early.cost).toBeGreaterThanOrEqual(optimum.cost * (1 - 1e-9));
        expect(early.lowerBound).toBeLessThanOrEqual(early.cost);
        if (early.proven) expect(early.cost).toBeCloseTo(optimum.cost, 9);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a search that is told to stop gives what it has', () => {
  const { lowerBound, proven } = solveOptimum(largeTable(120, 40), { shouldStop: () => true });
  expect(proven).toBe(false);
  expect(lowerBound).toBeGreaterThan(0);
});

test('16 places that all differ are proven', () => {
  const table = largeTable(54, 16);
  const answer = solveOptimum(table);
  expect(answer).toMatchObject({ proven: true, lowerBound: answer.cost });
});

test('1 000 layers on 64 places that all differ come near their bound', () => {
  const { configuration, cost, lowerBound } = solveOptimum(largeTable(1000, 64), { mostWork: 1e8 });
  expect(configuration).not.toBeNull();
  expect(lowerBound).toBeLessThanOrEqual(cost);
  expect(lowerBound / cost).toBeGreaterThan(0.9);
});
