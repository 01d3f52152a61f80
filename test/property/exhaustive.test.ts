import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/engine/cost/evaluate';
import { drive, type RunResult } from '../../server/engine/explore/driver';
import { exhaustive } from '../../server/engine/explore/exhaustive';
import { spaceSize } from '../../server/engine/pipeline/spaceSize';
import { everyConfiguration } from '../fixtures/everyConfiguration';
import { sketches, tableOf } from '../fixtures/timeTables';

/** Ends and places of every configuration tried, and what the run gave. */
function walk(layers: number, places: number, from = '1', maxTrials = Infinity) {
  const table = tableOf({ seconds: Array.from({ length: layers }, () => Array<number>(places).fill(1)) }); // prettier-ignore
  const visited: { ends: number[]; places: number[] }[] = [];
  const result = drive(exhaustive({ from }), table.space, (c, o) => evaluate(table, c, o), {
    maxTrials,
    onTrial: ({ configuration: { stages, ends, places } }) =>
      visited.push({ ends: [...ends.subarray(0, stages)], places: [...places.subarray(0, stages)] }), // prettier-ignore
  });
  return { visited, result };
}

const small = [
  [1, 1], [1, 5], [5, 1], [2, 2], [3, 2], [2, 3], [4, 4], [6, 3], [3, 6], [7, 4], [9, 3], [5, 5],
] as const; // prettier-ignore

test.each(small)('%i layers on %i places: every configuration exactly once', (layers, places) => {
  const { visited } = walk(layers, places);
  const keys = visited.map((one) => JSON.stringify(one));
  const expected = [...everyConfiguration(layers, places)].map((one) =>
    JSON.stringify({ ends: [...one.ends], places: [...one.places] }),
  );
  expect(keys).toHaveLength(Number(spaceSize(layers, places)));
  expect(keys.toSorted()).toEqual(expected.toSorted());
});

test.each(small)('%i layers on %i places: each step changes one thing', (layers, places) => {
  const { visited } = walk(layers, places);
  for (const [index, now] of visited.entries()) {
    const before = visited[index - 1];
    if (before?.ends.length !== now.ends.length) continue;
    const moved = now.ends.filter((end, s) => end !== before.ends[s]);
    const given = now.places.filter((place, s) => place !== before.places[s]);
    if (moved.length > 0) {
      expect([moved.length, given.length]).toEqual([1, 0]);
    } else if (given.length === 2) {
      expect(before.places.filter((place, s) => place !== now.places[s])).toEqual(given.toReversed()); // prettier-ignore
    } else {
      expect(given).toHaveLength(1);
      expect(before.places).not.toContain(given[0]);
    }
  }
});

test('a walk goes on where another stopped', () => {
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(size, size, fc.nat(), fc.integer({ min: 1, max: 50 }), (layers, places, pick, trials) => {
      const { visited } = walk(layers, places);
      const skipped = pick % visited.length;
      const rest = walk(layers, places, String(skipped + 1), trials);
      expect(rest.visited).toEqual(visited.slice(skipped, skipped + trials));
      expect(rest.result.account.from).toBe(BigInt(skipped + 1));
    }),
  ); // prettier-ignore
});

test('starts anywhere in a space beyond all numbers', () => {
  const size = spaceSize(1000, 64);
  for (const from of [1n, size / 3n, size - 7n]) {
    const { visited } = walk(1000, 64, String(from), 200);
    expect(visited).toHaveLength(Math.min(200, Number(size - from) + 1));
    for (const { ends, places } of visited) {
      expect(ends.at(-1)).toBe(1000);
      expect(ends.every((end, s) => end > (ends[s - 1] ?? 0))).toBe(true);
      expect(new Set(places).size).toBe(ends.length);
    }
  }
});

test('there is nothing beyond the space', () => {
  const { visited, result } = walk(4, 3, String(spaceSize(4, 3) + 1n));
  expect(visited).toEqual([]);
  expect(result.best.stages).toBe(0);
});

test('finds what brute force finds', () => {
  fc.assert(
    fc.property(sketches(6, 4), (sketch) => {
      const table = tableOf(sketch);
      const { space } = table;
      const run = (): RunResult => drive(exhaustive({ from: '1' }), space, (c, o) => evaluate(table, c, o)); // prettier-ignore
      const result = run();
      const observation = structuredClone(result.observation);
      let least = Infinity;
      for (const one of everyConfiguration(space.layers.length, space.places.length)) {
        evaluate(table, one, observation);
        least = Math.min(least, observation.periodSeconds);
      }
      expect(result.observation.periodSeconds).toBe(least);
      expect(result.trials).toBe(Number(spaceSize(space.layers.length, space.places.length)));
      expect(run()).toEqual(result);
    }),
    { numRuns: 50 },
  );
});
