import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../../server/engine/core/random';
import { evaluate } from '../../../server/engine/cost/evaluate';
import { balancedCuts } from '../../../server/engine/explore/balancedCuts';
import { drive } from '../../../server/engine/explore/driver';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { PipeDatabase } from '../../../server/engine/explore/pipeDatabase';
import { pipeSearch } from '../../../server/engine/explore/pipeSearch';
import { createConfiguration } from '../../../server/engine/pipeline/configuration';
import { everyConfiguration } from '../../fixtures/everyConfiguration';
import { tableOf } from '../../fixtures/timeTables';

/** Ends of every way to cut. */
const everyCut = (layers: number, stages: number): number[][] =>
  [...everyConfiguration(layers, stages)]
    .filter((one) => one.stages === stages && one.places.every((place, s) => place === s))
    .map(({ ends }) => [...ends]);

const heaviest = (weights: readonly number[], ends: Iterable<number>): number => {
  let start = 0;
  return Math.max(
    ...Array.from(ends, (end) => {
      const weight = weights.slice(start, end).reduce((a, b) => a + b, 0);
      start = end;
      return weight;
    }),
  );
};

test('the heaviest stage of a balanced cut is as light as can be', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(weights, fc.nat(), (layers, pick) => {
      const stages = 1 + (pick % Math.min(4, layers.length));
      const before = Float64Array.from([0, ...layers], (_, k) =>
        layers.slice(0, k).reduce((a, b) => a + b, 0),
      );
      const ends = new Int32Array(stages);
      balancedCuts(before, stages, ends);
      expect(ends.at(-1)).toBe(layers.length);
      for (let s = 0; s < stages; s += 1) expect(ends[s]).toBeGreaterThan(ends[s - 1] ?? 0);
      const least = Math.min(
        ...everyCut(layers.length, stages).map((cut) => heaviest(layers, cut)),
      );
      expect(heaviest(layers, ends)).toBe(least);
    }),
  );
});

const large = tableOf({
  seconds: Array.from({ length: 160 }, (_, layer) => Array<number>(52).fill(1 + (layer % 7))),
});

test('the database has pipelines of every depth, and no more than it may', () => {
  const database = new PipeDatabase(large.space, 1000, createRandom(1));
  expect(database.seeds).toHaveLength(52);
  const entry = createConfiguration(52);
  const depths = database.seeds.map((seed) => {
    database.take(seed, entry);
    return entry.stages;
  });
  expect(depths).toEqual(Array.from({ length: 52 }, (_, s) => s + 1));
  let left = 0;
  for (let next; (next = database.fastest(new Float64Array(1).fill(1))) >= 0; left += 1) {
    database.take(next, entry);
    expect(entry.ends[entry.stages - 1]).toBe(160);
    expect(new Set(entry.places.subarray(0, entry.stages)).size).toBe(entry.stages);
  }
  expect(left + 52).toBeGreaterThan(900);
  expect(left + 52).toBeLessThanOrEqual(1000);
});

test('its memory is counted, and grows with its capacity alone', () => {
  const bytesOf = (database: number) =>
    drive(pipeSearch({ ...defaultExplorerOptions, database }), large.space, (c, o) => evaluate(large, c, o)).account.bytes; // prettier-ignore
  const [few, many] = [bytesOf(500), bytesOf(2000)];
  // On average 26 ends and 26 places of 4 bytes.
  expect(few / 500).toBeGreaterThan(150);
  expect(few / 500).toBeLessThan(300);
  expect(many / few).toBeCloseTo(4, 0);
});
