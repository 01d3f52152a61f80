import { expect, test } from 'vitest';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { buildStageMap } from '../../../server/engine/explore/buildStageMap';
import { tune } from '../../../server/engine/explore/tune';
import type { TuningResult } from '../../../server/protocol/tuningResult';
import { tableOf } from '../../fixtures/timeTables';

const tuned = (seconds: readonly (readonly number[])[]): TuningResult =>
  tune(tableOf({ seconds }), {
    network: 'n',
    platform: 'p',
    testbed: 'profile',
    explorer: 'shisha',
    options: defaultExplorerOptions,
  });

const detailOf = (result: TuningResult, id: string) =>
  buildStageMap(result).figures.find((figure) => figure.id === id)?.detail;

const result = tuned([[1, 2], [1, 2], [3, 6], [1, 2]]); // prettier-ignore

test('trials may repeat configurations, so their share is an upper bound', () => {
  const tried = new Set(result.trace.map(({ stages }) => JSON.stringify(stages)));
  expect([result.trials, tried.size, result.spaceSize]).toEqual([11, 2, '8']);
  expect(detailOf(result, 'space')).toBe('up to 100 % tried');
  expect(detailOf({ ...result, exploredFraction: 3.2e-8 }, 'space')).toBe('up to 3.2 × 10⁻⁸ tried');
  expect(detailOf({ ...result, exploredFraction: 0 }, 'space')).toBe('next to none tried');
});

test('a pipeline that takes no time has a result every 0 s', () => {
  expect(detailOf(result, 'throughput')).toBe('a result every 4.00 s');
  expect(detailOf(tuned([[0, 0], [0, 0]]), 'throughput')).toBe('a result every 0 s'); // prettier-ignore
});
