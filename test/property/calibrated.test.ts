import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../server/engine/core/random';
import { evaluate } from '../../server/engine/cost/evaluate';
import { calibrated } from '../../server/engine/explore/calibrated/calibrated';
import { drive, type Testbed } from '../../server/engine/explore/driver';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { copyConfiguration, createConfiguration } from '../../server/engine/pipeline/configuration';
import { faultsOf } from '../fixtures/faultsOf';
import { sketches, tableOf } from '../fixtures/timeTables';

const options = fc.record({
  seed: fc.integer(),
  alpha: fc.integer({ min: 1, max: 10 }),
  draws: fc.integer({ min: 1, max: 12 }),
});

test('it tries valid configurations, few of them, and never beats the optimum', () => {
  fc.assert(
    fc.property(sketches(12, 5), options, (sketch, settings) => {
      const table = tableOf(sketch);
      const run = drive(calibrated(settings), table.space, (configuration, observation) => {
        expect(faultsOf(table.space, configuration)).toEqual([]);
        evaluate(table, configuration, observation);
      });
      expect(run.failure).toBeNull();
      expect(run.trials).toBeLessThanOrEqual(settings.alpha + 1);
      const optimum = solveOptimum(table);
      if (optimum.configuration === null) expect(run.observation.cost).toBe(Infinity);
      else expect(run.observation.cost).toBeGreaterThanOrEqual(optimum.cost);
    }),
    { numRuns: 100 },
  );
});

test('the same seed gives the same trials, with noise too', () => {
  fc.assert(
    fc.property(
      sketches(12, 4),
      options,
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      (sketch, settings, share) => {
        const trials = () => {
          const table = tableOf(sketch);
          const random = createRandom(7);
          const seen: object[] = [];
          const testbed: Testbed = (configuration, observation) => {
            evaluate(table, configuration, observation);
            for (let s = 0; s < configuration.stages; s += 1) {
              const seconds = observation.stageSeconds[s] ?? 0;
              observation.stageSeconds[s] = seconds * (1 + share * (2 * random.unit() - 1));
            }
            const copy = createConfiguration(configuration.stages);
            copyConfiguration(configuration, copy);
            seen.push(copy);
          };
          return { run: drive(calibrated(settings), table.space, testbed), seen };
        };
        const first = trials();
        expect(first.run.trials).toBeLessThanOrEqual(settings.alpha + 1);
        expect(trials()).toEqual(first);
      },
    ),
    { numRuns: 40 },
  );
});
