import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { solveOptimum } from '../../server/engine/explore/optimum/solveOptimum';
import { policyNames } from '../../server/engine/interference/policyFacts';
import { createPolicy } from '../../server/engine/interference/createPolicy';
import type { Policy } from '../../server/engine/interference/policy';
import type { ReplaySink } from '../../server/engine/interference/replaySink';
import { simulateReplay } from '../../server/engine/interference/simulate/simulateReplay';
import { slowedTable } from '../../server/engine/interference/slowedTable';
import { copyConfiguration, createConfiguration } from '../../server/engine/pipeline/configuration';
import { createObservation } from '../../server/engine/pipeline/observation';
import { jobOf, keepingSink, noMemoryBound, pairsOf, scenarioOf } from '../fixtures/replayJobs';
import { sketches, tableOf, type TableSketch } from '../fixtures/timeTables';

const policies = fc.constantFrom(...policyNames);
const axes = fc.constantFrom('queries', 'seconds');
const episodes = fc.array(
  fc.record({
    place: fc.integer({ min: 0, max: 2 }),
    factor: fc.integer({ min: 1, max: 40 }).map((n) => 1 + n / 10),
    from: fc.integer({ min: 0, max: 60 }),
    lasts: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 6 },
);

function problem(sketch: TableSketch, drawn: readonly { place: number; factor: number; from: number; lasts: number }[], axis: 'queries' | 'seconds') {
  const table = tableOf(sketch);
  const start = solveOptimum(table).configuration;
  const list = drawn
    .filter(({ place }) => place < table.space.places.length)
    .sort((a, b) => a.from - b.from)
    .map(({ place, factor, from, lasts }) => [place, factor, from, from + lasts] as const);
  return start && { table, start, scenario: scenarioOf(axis, ...list) };
} // prettier-ignore

describe('a replay', () => {
  it('serves every query once, in order, and no stage twice at once', () => {
    const noises = fc.constantFrom(0, 0.1);
    fc.assert(
      fc.property(sketches(8, 3), episodes, axes, policies, noises, (sketch, drawn, axis, policy, noise) => {
        const given = problem(sketch, drawn, axis);
        if (!given) return;
        const { sink, told } = keepingSink();
        const job = jobOf(given.table, given.start, { ...given, queries: 80, noise, policy: createPolicy({ policy }) });
        simulateReplay(job, sink);
        const served = told.filter((one) => one[0] === 'served');
        expect(served.map(([, query]) => query)).toStrictEqual(Array.from({ length: 80 }, (_, q) => q));
        let before = 0;
        for (const [, , arrived, finished, stages] of served) {
          expect(finished).toBeGreaterThanOrEqual(before);
          // Rounding of sums.
          expect(finished - arrived).toBeGreaterThanOrEqual(stages.reduce((a, b) => a + b, 0) * (1 - 1e-9) - 1e-9);
          before = finished;
        }
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore

  it('lets nobody serve a shorter period than the bound, in any state', () => {
    fc.assert(
      fc.property(sketches(8, 3), episodes, policies, (sketch, drawn, policy) => {
        const given = problem(sketch, drawn, 'queries');
        if (!given) return;
        const { table, start, scenario } = given;
        const factors = new Float64Array(table.space.places.length).fill(1);
        const serving = createConfiguration(3);
        const observation = createObservation(3);
        const sink: ReplaySink = {
          interference: (_, state, { place, slowdown }) => {
            factors[place] = (factors[place] ?? 1) * slowdown.compute ** (state === 'begin' ? 1 : -1);
          },
          detection: () => undefined,
          configuration: (_, __, configuration) => copyConfiguration(configuration, serving),
          served: () => {
            const slowed = slowedTable(table, noMemoryBound(table), (p) => ({ compute: factors[p] ?? 1, memory: factors[p] ?? 1 }));
            evaluate(slowed, serving, observation);
            const least = solveOptimum(slowed).cost;
            expect(observation.periodSeconds).toBeGreaterThanOrEqual(least * (1 - 1e-9));
            if (policy === 'oracle') expect(observation.periodSeconds).toBeLessThanOrEqual(least * (1 + 1e-9));
          },
        };
        simulateReplay(jobOf(table, start, { scenario, queries: 70, policy: createPolicy({ policy }) }), sink);
      }),
      { numRuns: 40 },
    );
  }); // prettier-ignore

  it('shows policies nothing but stage times: the same times give the same decisions', () => {
    fc.assert(
      fc.property(sketches(8, 3), episodes, axes, policies, (sketch, drawn, axis, name) => {
        const given = problem(sketch, drawn, axis);
        const policy = createPolicy({ policy: name });
        if (!given || policy.sees === 'times') return;
        const seen: Float64Array[] = [];
        const decided: unknown[] = [];
        const spying: Policy = function* (space, start) {
          const rebalancing = policy.rebalance(space, start);
          for (let step = rebalancing.next(); ;) {
            decided.push([pairsOf(step.value.configuration), step.value.mode, step.value.detected]);
            const served = yield step.value;
            seen.push(served.stageSeconds.slice());
            step = rebalancing.next(served);
          }
        };
        const job = jobOf(given.table, given.start, { ...given, queries: 80, policy: { sees: 'stages', rebalance: spying } });
        simulateReplay(job, keepingSink().sink);
        // Again, with nothing behind the times.
        const again = policy.rebalance(given.table.space, given.start);
        const told = [undefined, ...seen].map((stageSeconds) => {
          const { value } = stageSeconds ? again.next({ stageSeconds }) : again.next();
          return [pairsOf(value.configuration), value.mode, value.detected];
        });
        expect(told).toStrictEqual(decided);
      }),
      { numRuns: 40 },
    );
  }); // prettier-ignore

  it('stays as it began where nothing is slowed', () => {
    fc.assert(
      fc.property(sketches(8, 3), policies, (sketch, policy) => {
        const given = problem(sketch, [], 'queries');
        if (!given) return;
        const { sink, told } = keepingSink();
        simulateReplay(jobOf(given.table, given.start, { ...given, queries: 60, policy: createPolicy({ policy }) }), sink);
        expect(told.filter(([what]) => what !== 'served')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});
