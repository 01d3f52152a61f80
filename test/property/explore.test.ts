import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { drive } from '../../server/engine/explore/driver';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { readTuning } from '../../server/engine/explore/readTuning';
import { defaultExplorerOptions } from '../../server/engine/explore/explorerOptions';
import { balancings } from '../../server/engine/explore/shisha';
import { assignments } from '../../server/engine/explore/shishaSeed';
import { shisha } from '../../server/engine/explore/shisha';
import { buildStageMap } from '../../server/engine/explore/buildStageMap';
import { tune, type TuneRequest } from '../../server/engine/explore/tune';
import { createObservation } from '../../server/engine/pipeline/observation';
import { spaceSize } from '../../server/engine/pipeline/spaceSize';
import { everyConfiguration } from '../fixtures/everyConfiguration';
import { sketches, tableOf } from '../fixtures/timeTables';

const shishaOptions = fc
  .record({
    seed: fc.integer(),
    alpha: fc.integer({ min: 1, max: 20 }),
    assign: fc.constantFrom(...assignments),
    balance: fc.constantFrom(...balancings),
  })
  .map((options) => ({ ...defaultExplorerOptions, ...options }));

const request: TuneRequest = {
  network: 'n',
  platform: 'p',
  testbed: 'profile',
  explorer: 'shisha',
  options: defaultExplorerOptions,
};

test('the space has as many configurations as counting finds', () => {
  for (let layers = 1; layers <= 6; layers += 1) {
    for (let places = 1; places <= 4; places += 1) {
      const counted = [...everyConfiguration(layers, places)].length;
      expect(spaceSize(layers, places)).toBe(BigInt(counted));
    }
  }
});

test('stages cover every layer once, on different places, in every trial', () => {
  fc.assert(
    fc.property(sketches(30, 8), shishaOptions, (sketch, options) => {
      const table = tableOf(sketch);
      const { space } = table;
      drive(shisha(options), space, (c, o) => evaluate(table, c, o), {
        onTrial: ({ configuration }) => {
          const ends = [...configuration.ends.subarray(0, configuration.stages)];
          const places = [...configuration.places.subarray(0, configuration.stages)];
          expect(ends.at(-1)).toBe(space.layers.length);
          expect(ends.every((end, s) => end > (ends[s - 1] ?? 0))).toBe(true);
          expect(new Set(places).size).toBe(places.length);
          expect(places.every((p) => p >= 0 && p < space.places.length)).toBe(true);
        },
      });
    }),
  );
});

test('a trial shows the sums of the layers’ times', () => {
  fc.assert(
    fc.property(sketches(12, 5), shishaOptions, (sketch, options) => {
      const table = tableOf(sketch);
      drive(shisha(options), table.space, (c, o) => evaluate(table, c, o), {
        onTrial: ({ configuration, observation }) => {
          if (observation.periodSeconds === Infinity) return;
          let start = 0;
          for (let s = 0; s < configuration.stages; s += 1) {
            const end = configuration.ends[s] ?? 0;
            const place = configuration.places[s] ?? 0;
            const compute = sketch.seconds
              .slice(start, end)
              .reduce((sum, row) => sum + (row[place] ?? 0), 0);
            const sent = sketch.overlapped === true ? 0 : (observation.transferSeconds[s] ?? 0);
            expect(observation.stageSeconds[s]).toBeCloseTo(compute + sent, 9);
            start = end;
          }
        },
      });
    }),
  );
});

test('the optimum equals brute force, nothing beats it, and Shisha finds what fits', () => {
  fc.assert(
    fc.property(sketches(7, 4), shishaOptions, (sketch, options) => {
      const table = tableOf(sketch);
      const { space } = table;
      const observation = createObservation(space.places.length);
      let least = Infinity;
      for (const configuration of everyConfiguration(space.layers.length, space.places.length)) {
        evaluate(table, configuration, observation);
        least = Math.min(least, observation.periodSeconds);
      }
      const optimum = solveOptimum(table);
      if (least === Infinity) {
        expect(optimum).toMatchObject({ configuration: null, proven: true });
        return;
      }
      if (optimum.configuration === null) throw new Error('there is an optimum');
      expect(optimum).toMatchObject({ cost: least, lowerBound: least, proven: true });
      evaluate(table, optimum.configuration, observation);
      expect(observation.periodSeconds).toBe(least);
      const reached = solveOptimum(table, { upperBoundCost: least });
      expect(reached).toMatchObject({ configuration: null, proven: true });

      const result = tune(table, { ...request, options });
      expect(result.best.stages).not.toEqual([]);
      expect(result.best.periodSeconds).toBeGreaterThanOrEqual(least);
      expect(result.optimum?.quality).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test('the answer is the best trial, and the account of trials adds up', () => {
  fc.assert(
    fc.property(sketches(20, 6), shishaOptions, (sketch, options) => {
      const result = tune(tableOf(sketch), { ...request, options });
      const best = result.trace.reduce((a, b) => (b.throughput > a.throughput ? b : a));
      expect(result.trace.map((t) => t.trial)).toEqual(result.trace.map((_, i) => i + 1));
      expect(result.trials).toBe(result.trace.length);
      if (result.best.stages.length > 0) {
        expect(result.bestTrial).toBe(best.trial);
        expect(result.best.throughput).toBe(best.throughput);
        expect(result.convergenceSeconds).toBe(best.elapsedSeconds);
        expect(result.best.stages.flatMap((s) => s.layers)).toEqual(result.system.layers);
      }
      const elapsed = result.trace.map((t) => t.elapsedSeconds);
      expect([...elapsed].sort((a, b) => a - b)).toEqual(elapsed);
    }),
  );
});

test('the same seed gives the same run, and what is written is read back', () => {
  fc.assert(
    fc.property(sketches(20, 6), shishaOptions, (sketch, options) => {
      const result = tune(tableOf(sketch), { ...request, options });
      expect(tune(tableOf(sketch), { ...request, options })).toEqual(result);
      const read = readTuning(JSON.parse(JSON.stringify(result)));
      expect(read).toEqual({ ok: true, value: result, problems: [] });
    }),
  );
});

test('a stage map agrees with the trial that it shows', () => {
  fc.assert(
    fc.property(sketches(20, 6), shishaOptions, fc.nat(), (sketch, options, pick) => {
      const result = tune(tableOf(sketch), { ...request, options });
      const trial = result.trace[pick % result.trace.length];
      const model = buildStageMap(result, trial?.trial);
      const layers = model.lanes.flatMap((lane) => lane.segments.map((s) => s.name));
      expect(layers).toEqual(result.system.layers);
      expect(model.lanes.map((lane) => lane.place).sort()).toEqual(
        result.system.places.map((place) => place.name).sort(),
      );
      expect(model.lanes.filter((lane) => lane.bottleneck)).toHaveLength(1);
      if (trial && trial.throughput > 0 && trial.throughput < 1e300) {
        expect(model.periodSeconds * trial.throughput).toBeCloseTo(1, 6);
      }
    }),
  );
});

test('trials stop at the budget, and memory stays constant without a trace', () => {
  fc.assert(
    fc.property(sketches(20, 6), fc.integer({ min: 1, max: 5 }), (sketch, maxTrials) => {
      const result = tune(tableOf(sketch), { ...request, maxTrials, trace: false });
      expect(result.trials).toBeLessThanOrEqual(maxTrials);
      expect(result.trace).toEqual([]);
    }),
  );
});

test('a run that is cancelled keeps what it found', () => {
  const table = tableOf({ seconds: Array.from({ length: 20 }, (_, i) => [i + 1, 2 * i + 2]) });
  let asked = 0;
  const result = tune(table, request, { shouldStop: () => (asked += 1) > 3 });
  expect(result).toMatchObject({ cancelled: true, trials: 3, optimum: null });
  expect(result.best.stages.length).toBeGreaterThan(0);
});
