import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { aimTable, type TimeTable } from '../../server/engine/cost/timeTable';
import { paretoFront } from '../../server/engine/explore/optimum/paretoFront';
import { highestThroughput } from '../../server/engine/pipeline/objective';
import { createObservation, type Observation } from '../../server/engine/pipeline/observation';
import { everyReplicated } from '../fixtures/everyConfiguration';
import { poweredSketches, sketches, tableOf, type TableSketch } from '../fixtures/timeTables';

type Point = readonly number[];

/** Period and latency, and energy where it is known. */
function pointOf({ periodSeconds, latencySeconds, energyJoules }: Observation): Point {
  const point = [periodSeconds, latencySeconds];
  return Number.isNaN(energyJoules) ? point : [...point, energyJoules];
}

/** Up to what rounding changes. */
function isAsGood(a: Point, b: Point): boolean {
  return a.every((value, k) => value <= (b[k] ?? 0) * (1 + 1e-8));
}

function everyPoint(table: TimeTable): Point[] {
  const points: Point[] = [];
  const observation = createObservation(table.space.places.length);
  for (const configuration of everyReplicated(table.space)) {
    evaluate(table, configuration, observation);
    if (observation.periodSeconds < Infinity) points.push(pointOf(observation));
  }
  return points;
}

function expectExactFront(sketch: TableSketch, maxReplicas: number): void {
  const table = aimTable(tableOf(sketch), highestThroughput, maxReplicas);
  const front = paretoFront(table)?.map(({ observation }) => pointOf(observation)) ?? [];
  const all = everyPoint(table);
  // Nothing that exists is missing, nothing is there twice, and nothing is beaten.
  for (const point of all) expect(front.some((best) => isAsGood(best, point))).toBe(true);
  front.forEach((best, k) => {
    expect(front.every((other, o) => o === k || !isAsGood(other, best))).toBe(true);
  });
  // What is there exists.
  for (const best of front) {
    expect(all.some((point) => isAsGood(point, best) && isAsGood(best, point))).toBe(true);
  }
  const periods = front.map(([period = 0]) => period);
  expect([...periods].sort((a, b) => a - b)).toEqual(periods);
}

const replicas = fc.integer({ min: 1, max: 3 });

test('the front of throughput and latency equals brute force', () => {
  fc.assert(fc.property(sketches(6, 4), replicas, expectExactFront), { numRuns: 400 });
});

test('the front of throughput, latency and energy equals brute force', () => {
  fc.assert(fc.property(poweredSketches(5, 3), replicas, expectExactFront), { numRuns: 400 });
});

test('there is no front where it cannot be proven within the work allowed', () => {
  const seconds = Array.from({ length: 30 }, (_, l) => [1 + (l % 3), 2 + (l % 5), 3, 1 + (l % 7)]);
  expect(paretoFront(tableOf({ seconds }), { mostWork: 10 })).toBeNull();
  expect(paretoFront(tableOf({ seconds }))?.length).toBeGreaterThan(1);
});
