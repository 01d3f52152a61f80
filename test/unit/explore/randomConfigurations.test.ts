import { expect, test } from 'vitest';
import { createRandom } from '../../../server/engine/core/random';
import { RandomConfigurations } from '../../../server/engine/explore/randomConfigurations';
import { startConfiguration } from '../../../server/engine/explore/startConfiguration';
import { createConfiguration } from '../../../server/engine/pipeline/configuration';
import { excessBytes } from '../../../server/engine/pipeline/excessBytes';
import { everyConfiguration } from '../../fixtures/everyConfiguration';
import { tableOf } from '../../fixtures/timeTables';

const ones = (length: number): number[] => Array<number>(length).fill(1);
const uniform = (layers: number, places: number) => ({
  seconds: Array.from({ length: layers }, () => ones(places)),
});

test('draws every configuration of the space alike', () => {
  const draws = new RandomConfigurations(tableOf(uniform(4, 3)).space, createRandom(1));
  const target = createConfiguration(3);
  const counts = new Map<string, number>();
  const size = [...everyConfiguration(4, 3)].length;
  for (let i = 0; i < 1000 * size; i += 1) {
    draws.draw(target);
    const { stages, ends, places } = target;
    const key = `${ends.subarray(0, stages).join()} ${places.subarray(0, stages).join()}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(size);
  // Five standard deviations.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
});

test('draws from spaces beyond all numbers', () => {
  const draws = new RandomConfigurations(tableOf(uniform(1000, 64)).space, createRandom(1));
  const target = createConfiguration(64);
  for (let i = 0; i < 100; i += 1) {
    draws.draw(target);
    // Nearly all of the space are pipelines of nearly all places.
    expect(target.stages).toBeGreaterThan(58);
    expect(target.ends[target.stages - 1]).toBe(1000);
    expect(new Set(target.places.subarray(0, target.stages)).size).toBe(target.stages);
  }
});

test.each(['random', 'shisha'] as const)(
  'a %s start fits memories that are nearly full',
  (start) => {
    // 16 bytes in all: only one place holds a heavy layer, and no place may hold less than it can.
    const table = tableOf({
      ...uniform(8, 4),
      weightBytes: [1, 1, 1, 7, 1, 1, 2, 2],
      memoryBytes: [3, 7, 2, 4],
    });
    for (let seed = 1; seed <= 20; seed += 1) {
      const found = startConfiguration(table.space, start, createRandom(seed));
      expect(excessBytes(table.space, found)).toBe(0);
    }
  },
);

test('a start is a configuration where nothing fits', () => {
  const table = tableOf({ ...uniform(5, 3), weightBytes: ones(5), memoryBytes: [1, 1, 1] });
  const found = startConfiguration(table.space, 'random', createRandom(1));
  expect(found.ends[found.stages - 1]).toBe(5);
  expect(excessBytes(table.space, found)).toBe(2);
});
