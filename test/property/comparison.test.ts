import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { tableData, tableOfData } from '../../server/engine/cost/tableData';
import { buildComparison } from '../../server/engine/explore/comparison/buildComparison';
import { comparisonModel } from '../../server/engine/explore/comparison/comparisonModel';
import {
  comparisonPlan,
  type ComparisonRequest,
  usesSeed,
} from '../../server/engine/explore/comparison/comparisonPlan';
import { rawRun, type RawRun } from '../../server/engine/explore/comparison/rawRun';
import { readComparison } from '../../server/engine/explore/comparison/readComparison';
import { solveReference } from '../../server/engine/explore/comparison/reference';
import { spreadOf } from '../../server/engine/explore/comparison/spreadOf';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { explorerFacts, isExplorerName } from '../../server/engine/explore/explorerFacts';
import { createObservation } from '../../server/engine/pipeline/observation';
import { everyConfiguration } from '../fixtures/everyConfiguration';
import { sketches, tableOf } from '../fixtures/timeTables';

const hooks = { maxTrials: 60, shouldStop: () => false, clock: () => 0 };
const names = Object.keys(explorerFacts).filter(isExplorerName);

test('a spread is in order, and its mean lies in its interval', () => {
  const values = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 }); // prettier-ignore
  fc.assert(
    fc.property(values, (list) => {
      const { minimum, lowerQuartile, median, upperQuartile, maximum, geometricMean, interval } =
        spreadOf(list, false);
      const order = [minimum, lowerQuartile, median, upperQuartile, maximum];
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect([minimum, maximum]).toEqual([Math.min(...list), Math.max(...list)]);
      const slack = 1 + 1e-9;
      expect(geometricMean * slack).toBeGreaterThanOrEqual(minimum);
      expect(geometricMean).toBeLessThanOrEqual(maximum * slack);
      if (interval === null) return;
      const [low, high] = interval;
      expect(low).toBeLessThanOrEqual(geometricMean * slack);
      expect(high * slack).toBeGreaterThanOrEqual(geometricMean);
    }),
    { numRuns: 60 },
  );
});

test('a table that was sent to another thread gives the same times', () => {
  fc.assert(
    fc.property(sketches(4, 3), (sketch) => {
      const table = tableOf(sketch);
      const copy = tableOfData(structuredClone(tableData(table)));
      const [seen, again] = [createObservation(3), createObservation(3)];
      for (const configuration of everyConfiguration(table.space.layers.length, table.space.places.length)) {
        evaluate(table, configuration, seen);
        evaluate(copy, configuration, again);
        expect(again).toEqual(seen);
      }
      table.space.layers.forEach((_, layer) =>
        expect(copy.seconds(layer, 0)).toBe(table.seconds(layer, 0)),
      );
    }),
    { numRuns: 30 },
  ); // prettier-ignore
});

test('explorers without chance find the same with every seed', () => {
  const withoutChance = names.filter((name) => !usesSeed(name, defaultExplorerOptions));
  expect(withoutChance).toContain('shisha');
  fc.assert(
    fc.property(sketches(6, 3), fc.integer(), fc.constantFrom(...withoutChance), (sketch, seed, name) => {
      const run = (one: number): RawRun =>
        rawRun(tableOf(sketch), name, { ...defaultExplorerOptions, seed: one }, hooks);
      expect(run(seed)).toEqual({ ...run(1), seed });
    }),
    { numRuns: 60 },
  ); // prettier-ignore
});

test('every comparison is judged within bounds, in order, and can be saved', () => {
  fc.assert(
    fc.property(sketches(5, 3), fc.integer({ min: 1, max: 3 }), (sketch, seeds) => {
      const table = tableOf(sketch);
      const request: ComparisonRequest = {
        explorers: null,
        options: defaultExplorerOptions,
        seeds,
        maxTrials: hooks.maxTrials,
      };
      const plan = comparisonPlan(table.space, request);
      const result = buildComparison({
        names: { network: 'n', platform: 'p', testbed: 'profile' },
        space: table.space,
        request,
        plan,
        reference: solveReference(table, {}),
        runs: plan.jobs.map(({ explorer, seed }) =>
          rawRun(table, explorer, { ...request.options, seed }, hooks),
        ),
        cancelled: false,
      });
      expect(result.runs).toHaveLength(plan.jobs.length);
      for (const { quality, exploredFraction } of result.runs) {
        for (const share of [quality, exploredFraction]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }
      for (const { byTrials, bySeconds, quality } of result.explorers) {
        for (const { lowerQuartile, median, upperQuartile } of [byTrials, bySeconds]) {
          median.forEach((value, index) => {
            expect(lowerQuartile[index]).toBeLessThanOrEqual(value);
            expect(upperQuartile[index]).toBeGreaterThanOrEqual(value);
            expect(value).toBeGreaterThanOrEqual(median[index - 1] ?? 0);
          });
        }
        // In the end the best that was seen is at least as good as the answer.
        const seen = byTrials.median.at(-1) ?? 1;
        expect(seen).toBeGreaterThanOrEqual(quality.median);
      }
      const read = readComparison(JSON.parse(JSON.stringify(result)));
      expect(read).toEqual({ ok: true, value: result, problems: [] });
      expect(comparisonModel(result).explorers).toHaveLength(result.explorers.length);
    }),
    { numRuns: 40 },
  );
});
