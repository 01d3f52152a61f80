import { expect, test } from 'vitest';
import { evaluate } from '../../../server/engine/cost/evaluate';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { judge } from '../../../server/engine/explore/judge';
import { solveOptimum } from '../../../server/engine/explore/optimum/solveOptimum';
import { tune } from '../../../server/engine/explore/tune';
import { createObservation } from '../../../server/engine/pipeline/observation';
import { tableOf } from '../../fixtures/timeTables';

const request = {
  network: 'n',
  platform: 'p',
  testbed: 'profile',
  explorer: 'optimum',
  options: defaultExplorerOptions,
} as const;

test('the exact answer is the only trial, and proven', () => {
  const table = tableOf({
    seconds: [
      [1, 2],
      [2, 4],
      [3, 6],
    ],
  });
  const result = tune(table, request);
  expect(result).toMatchObject({ trials: 1, bestTrial: 1, optimum: { proven: true, quality: 1 } });
  expect(result.best.stages.map(({ place, layers }) => [place, layers.length])).toEqual(
    [
      ['place0', 2],
      ['place1', 1],
    ].reverse(),
  );
  expect(result.best.periodSeconds).toBe(5);
});

test('where nothing fits the memories, everything on one place is tried and refused', () => {
  const table = tableOf({ seconds: [[1, 1]], weightBytes: [10], memoryBytes: [5, 5] });
  const result = tune(table, request);
  expect(result).toMatchObject({ trials: 1, best: { stages: [], throughput: 0 }, optimum: null });
});

test('what cannot be proven has a bound and a gap', () => {
  const seconds = Array.from({ length: 100 }, (_, layer) =>
    Array.from({ length: 30 }, (_p, place) => 1 + ((7 * layer * layer + 13 * layer * place) % 29)),
  );
  const table = tableOf({ seconds });
  const limits = { mostWork: 3e6 };
  const { configuration } = solveOptimum(table, limits);
  const observation = createObservation(30);
  if (configuration) evaluate(table, configuration, observation);
  observation.cost = observation.periodSeconds;
  const { optimum, bound } = judge(table, { observation }, limits);
  expect(optimum).toBeNull();
  const share = 1 / observation.periodSeconds / (bound?.throughput ?? 0);
  expect(bound?.gap).toBeCloseTo(1 - share, 9);
  expect(share).toBeLessThan(1);
  expect(share).toBeGreaterThan(0.7);
});
