import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { aimTable, type TimeTable } from '../../server/engine/cost/timeTable';
import { createRandom } from '../../server/engine/core/random';
import { drive, type DriverHooks, type Testbed } from '../../server/engine/explore/driver';
import { ascents } from '../../server/engine/explore/hillClimbing';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { explorerOf } from '../../server/engine/explore/registry';
import { starts } from '../../server/engine/explore/startConfiguration';
import { costOf } from '../../server/engine/pipeline/objective';
import { createObservation } from '../../server/engine/pipeline/observation';
import { everyConfiguration } from '../fixtures/everyConfiguration';
import { sketches, tableOf } from '../fixtures/timeTables';

const names = ['exhaustive', 'random-walk', 'hill-climbing', 'simulated-annealing', 'pipe-search'] as const; // prettier-ignore

const options = fc
  .record({
    seed: fc.integer(),
    start: fc.constantFrom(...starts),
    steps: fc.integer({ min: 1, max: 100 }),
    temperature: fc.constantFrom(0, 0.01, 0.1, 1, 1e9),
    cooling: fc.constantFrom(0, 0.5, 0.99, 1),
    ascent: fc.constantFrom(...ascents),
    sideways: fc.integer({ min: 0, max: 10 }),
    restarts: fc.integer({ min: 0, max: 3 }),
    population: fc.integer({ min: 1, max: 10 }),
    database: fc.integer({ min: 1, max: 200 }),
    stall: fc.integer({ min: 1, max: 4 }),
  })
  .map((some) => ({ ...defaultExplorerOptions, ...some }));
type Options = typeof defaultExplorerOptions;

const bound = fc.constantFrom(0.01, 0.5, Infinity);
const objectives = fc.record({
  goal: fc.constantFrom('throughput' as const, 'latency' as const),
  maxPeriodSeconds: bound,
  maxLatencySeconds: bound,
});

describe.each(names)('%s', (name) => {
  const run = (table: TimeTable, given: Options, hooks: DriverHooks = {}, testbed?: Testbed) =>
    drive(explorerOf(name).create(given, table), table.space, testbed ?? ((c, o) => evaluate(table, c, o)), hooks); // prettier-ignore
  const small = sketches(6, 4);

  test('tries nothing but configurations, and answers with the best', () => {
    fc.assert(
      fc.property(small, options, objectives, (sketch, given, objective) => {
        const table = aimTable(tableOf(sketch), objective, 1);
        const { space } = table;
        let least = Infinity;
        const result = run(table, given, {
          onTrial: ({ configuration: { stages, ends, places, replicas }, observation }) => {
            expect(ends[stages - 1]).toBe(space.layers.length);
            expect(ends[0]).toBeGreaterThan(0);
            for (let s = 1; s < stages; s += 1) expect(ends[s]).toBeGreaterThan(ends[s - 1] ?? 0);
            const used = places.subarray(0, stages);
            expect(new Set(used).size).toBe(stages);
            expect(used.every((place) => place >= 0 && place < space.places.length)).toBe(true);
            expect(replicas.subarray(0, stages).every((count) => count === 1)).toBe(true);
            least = Math.min(least, observation.cost);
          },
        });
        expect(result.trials).toBeGreaterThan(0);
        expect(result.failure).toBeNull();
        expect(result.observation.cost).toBe(least);
      }),
    );
  });

  test('never beats brute force, and finds what fits the memories where anything does', () => {
    fc.assert(
      fc.property(small, options, objectives, (sketch, given, objective) => {
        const table = aimTable(tableOf(sketch), objective, 1);
        const { layers, places } = table.space;
        const observation = createObservation(places.length);
        let least = Infinity;
        for (const one of everyConfiguration(layers.length, places.length)) {
          evaluate(table, one, observation);
          least = Math.min(least, costOf(objective, observation));
        }
        const found = run(table, given).observation.cost;
        expect(found).toBeGreaterThanOrEqual(least);
        expect(found === Infinity).toBe(least === Infinity);
      }),
    );
  });

  test('does the same with the same seed', () => {
    fc.assert(
      fc.property(sketches(12, 5), options, (sketch, given) => {
        const traceOf = () => {
          const trace: string[] = [];
          const onTrial: DriverHooks['onTrial'] = ({ configuration: { stages, ends, places } }) =>
            trace.push(`${ends.subarray(0, stages).join()} ${places.subarray(0, stages).join()}`);
          return { trace, result: run(tableOf(sketch), given, { onTrial, maxTrials: 300 }) };
        };
        expect(traceOf()).toEqual(traceOf());
      }),
      { numRuns: 30 },
    );
  });

  test('keeps the best so far where it is stopped or has had its trials', () => {
    const limit = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(sketches(20, 6), options, limit, fc.boolean(), (sketch, given, most, stops) => {
        const costs: number[] = [];
        let asked = false;
        const shouldStop = () => (asked = costs.length >= most);
        const result = run(tableOf(sketch), given, {
          onTrial: ({ observation }) => costs.push(observation.cost),
          ...(stops ? { shouldStop } : { maxTrials: most }),
        });
        expect(result.trials).toBe(costs.length);
        expect(costs.length).toBeLessThanOrEqual(most);
        expect(result.stopped).toBe(asked);
        if (costs.length === 0) return;
        expect(result.observation.cost).toBe(Math.min(...costs));
        expect(result.bestTrial).toBe(costs.indexOf(Math.min(...costs)) + 1);
      }),
    );
  });

  test('ends with an answer where times are noisy', () => {
    fc.assert(
      fc.property(sketches(6, 3), options, fc.integer(), (sketch, given, seed) => {
        const table = tableOf(sketch);
        const random = createRandom(seed);
        const result = run(table, given, {}, (configuration, observation) => {
          evaluate(table, configuration, observation);
          const noise = 0.9 + 0.2 * random.unit();
          observation.periodSeconds *= noise;
          observation.latencySeconds *= noise;
          for (let s = 0; s < configuration.stages; s += 1) {
            observation.stageSeconds[s] = (observation.stageSeconds[s] ?? 0) * noise;
          }
        });
        expect(result.failure).toBeNull();
        expect(result.trials).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    [
      'gives no number',
      (observation: { periodSeconds: number }) => (observation.periodSeconds = NaN),
    ],
    [
      'dies',
      () => {
        throw new Error('The board is gone');
      },
    ],
  ])('ends with the best so far where the testbed %s', (_, fail) => {
    const table = tableOf({ seconds: Array.from({ length: 9 }, (_x, i) => [1 + i, 2, 3]) });
    let trials = 0;
    const result = run(table, { ...defaultExplorerOptions }, {}, (configuration, observation) => {
      trials += 1;
      evaluate(table, configuration, observation);
      if (trials === 4) fail(observation);
    }); // prettier-ignore
    expect(result.failure).toMatch(/^Trial 4 /);
    expect(result.trials).toBe(3);
    expect(result.best.stages).toBeGreaterThan(0);
    expect(result.observation.cost).toBeLessThan(Infinity);
  });
});
