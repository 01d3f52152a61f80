import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyChoice } from '../../server/engine/interference/policyFacts';
import type { Scenario } from '../../server/engine/interference/scenario';
import { gridProblems, serve } from './grid';
import { drawnScenario, type ReplayProblem } from './problem';
import { sloLevels } from './replayFigures';

const quiet: Scenario = { name: 'quiet', axis: 'queries', episodes: () => [] };
const observing: readonly PolicyChoice[] = [
  { policy: 'calibrated' },
  { policy: 'odin', options: { alpha: 10 } },
  { policy: 'odin', options: { alpha: 2 } },
  { policy: 'lls' },
];

let problems: readonly ReplayProblem[] = [];
beforeAll(() => {
  problems = gridProblems();
});

/** Mean share of the quiet throughput, and of queries below 85 % of it, over problems and two seeds. */
function cell(choice: PolicyChoice, period: number, duration: number) {
  const runs = problems.flatMap((problem) =>
    [1, 2].map((seed) => ({
      problem,
      figures: serve(problem, choice, drawnScenario(problem, period, duration, seed)),
    })),
  );
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    throughput: mean(runs.map(({ problem, figures }) => figures.throughput / problem.quietThroughput)),
    violations: mean(runs.map(({ figures }) => figures.violations[sloLevels.indexOf(0.85)] ?? 0)),
  };
} // prettier-ignore

describe('rebalancing on the grid', () => {
  it.each([
    [100, 100],
    [100, 1000],
    [1000, 100],
    [1000, 1000],
  ])('is better calibrated than by ODIN: every %i queries for %i', (period, duration) => {
    const calibrated = cell({ policy: 'calibrated' }, period, duration);
    for (const alpha of [2, 10]) {
      const odin = cell({ policy: 'odin', options: { alpha } }, period, duration);
      expect(calibrated.throughput).toBeGreaterThan(odin.throughput);
      expect(calibrated.violations).toBeLessThan(odin.violations);
    }
  });

  it('costs nothing to speak of where slowdowns are too short to answer', () => {
    const calibrated = cell({ policy: 'calibrated' }, 100, 10);
    const keeping = cell({ policy: 'static' }, 100, 10);
    expect(calibrated.throughput).toBeGreaterThan(0.99 * keeping.throughput);
  });
});

describe('rebalancing where nothing is slowed', () => {
  it('makes nothing worse, and is not fooled by noise of ±10 %', () => {
    for (const problem of problems) {
      const noise = { noise: 0.1 };
      const base = serve(problem, { policy: 'static' }, quiet, noise).throughput;
      for (const choice of observing) {
        const { throughput, detections } = serve(problem, choice, quiet, noise);
        expect(throughput).toBeGreaterThan(0.99 * base);
        // Of 4000 queries.
        expect(detections).toBeLessThan(4);
      }
    }
  });

  it('is as quick as before once interference has ended', () => {
    for (const problem of problems) {
      for (let place = 0; place < problem.table.space.places.length; place += 1) {
        const slowdown = { compute: 2, memory: 2 };
        const episode = { index: 0, place, name: 'slow', slowdown, from: 500, to: 1500 };
        const scenario: Scenario = { ...quiet, episodes: () => [episode] };
        const { latencies } = serve(problem, { policy: 'calibrated' }, scenario);
        const last = latencies.at(-1) ?? Infinity;
        expect(problem.quietLatencySeconds / last).toBeGreaterThanOrEqual(0.98);
      }
    }
  });
});
