import { expect, test } from 'vitest';
import { evaluate } from '../../../server/engine/cost/evaluate';
import { drive } from '../../../server/engine/explore/driver';
import { defaultExplorerOptions } from '../../../server/engine/explore/explorerOptions';
import { shisha, type ShishaOptions } from '../../../server/engine/explore/shisha';
import { tableOf, type TableSketch } from '../../fixtures/timeTables';

/** Runs Shisha and writes each trial as `layers@place layers@place`. */
function trialsOf(sketch: TableSketch, options: Partial<ShishaOptions> = {}): string[] {
  const table = tableOf(sketch);
  const trials: string[] = [];
  const explorer = shisha({ ...defaultExplorerOptions, ...options });
  drive(explorer, table.space, (c, o) => evaluate(table, c, o), {
    onTrial: ({ configuration: { stages, ends, places } }) => {
      const parts = Array.from({ length: stages }, (_, s) => {
        const size = (ends[s] ?? 0) - (ends[s - 1] ?? 0);
        return `${size}@${places[s]}`;
      });
      trials.push(parts.join(' '));
    },
  });
  return trials;
}

/** Layers of equal work: on place p each takes slowness[p] seconds. */
const uniform = (layers: number, slowness: readonly number[]): TableSketch => ({
  seconds: Array.from({ length: layers }, () => [...slowness]),
  hints: Array<number>(layers).fill(1),
});

test('the seed merges the lightest stage with its lighter neighbour', () => {
  const sketch = {
    seconds: [5, 1, 2, 9, 1].map((t) => [t, t]),
    hints: [5, 1, 2, 9, 1],
  };
  // 5 1 2 9 1 → 5 (1+2) 9 1 → 5 3 (9+1) → (5+3) 10
  expect(trialsOf(sketch, { alpha: 1 })[0]).toBe('3@1 2@0');
});

test('the heaviest stage gets the fastest place, or the longest one does', () => {
  const sketch = { seconds: [8, 1, 1, 1].map((t) => [t, t / 2]), hints: [8, 1, 1, 1] };
  expect(trialsOf(sketch, { alpha: 1, assign: 'rank_w' })[0]).toBe('1@1 3@0');
  expect(trialsOf(sketch, { alpha: 1, assign: 'rank_l' })[0]).toBe('1@0 3@1');
});

test('a random assignment is given by its seed', () => {
  const sketch = uniform(12, [1, 1, 1, 1, 1, 1]);
  const first = (seed: number) => trialsOf(sketch, { assign: 'random', seed, alpha: 1 })[0];
  expect(first(7)).toBe(first(7));
  expect(new Set(Array.from({ length: 20 }, (_, seed) => first(seed))).size).toBeGreaterThan(10);
});

test('layers travel from the slowest stage to the lightest fast place through the stages between', () => {
  // Places 0 and 1 are fast, 2 and 3 slow; the seed gives equal stages of 4 layers.
  const trials = trialsOf(uniform(16, [1, 1, 3, 3]), { alpha: 3 });
  expect(trials[0]).toBe('4@0 4@1 4@2 4@3');
  // Stage 3 (place 2) is slowest; stage 1 is the lightest fast one: stage 2 passes a layer on.
  expect(trials[1]).toBe('5@0 4@1 3@2 4@3');
  // Now stage 4 is slowest and stage 2 the lightest fast one: stage 3 passes a layer on.
  expect(trials[2]).toBe('5@0 5@1 3@2 3@3');
});

test.each([
  ['lFEP', '2@0 2@1 1@2 2@3 3@4'],
  ['nFEP', '2@0 3@1 1@2 2@3 2@4'],
  ['nlFEP', '2@0 2@1 1@2 3@3 2@4'],
] as const)('%s picks its target', (balance, second) => {
  // Stage s has place s and takes times[s]; equal totals make every place fast.
  const times = [5, 6, 10, 4, 1];
  const seconds = Array.from({ length: 10 }, (_, layer) =>
    times.map((time, place) => (layer >> 1 === place ? time / 2 : (20 - time) / 8)),
  );
  const trials = trialsOf({ seconds, hints: Array<number>(10).fill(1) }, { balance, alpha: 2 });
  expect(trials.slice(0, 2)).toEqual(['2@0 2@1 2@2 2@3 2@4', second]);
});

test.each([
  ['one layer on many places', uniform(1, [2, 1, 3]), '1@1'],
  ['one place', uniform(5, [1]), '5@0'],
  ['fewer layers than places', uniform(2, [3, 1, 2]), '1@1 1@2'],
  ['no time at all', uniform(4, [0, 0]), '2@0 2@1'],
])('%s', (_, sketch, first) => {
  expect(trialsOf(sketch)[0]).toBe(first);
});

test('a stage that gives its only layer away leaves its place unused', () => {
  const sketch = { seconds: [[1, 9], [1, 9], [1, 9]], hints: [1, 1, 9] }; // prettier-ignore
  expect(trialsOf(sketch, { assign: 'rank_l' }).slice(0, 2)).toEqual(['2@0 1@1', '3@0']);
});

test('a stage that overflows its memory is relieved first', () => {
  const sketch = {
    ...uniform(8, [1, 1]),
    weightBytes: Array<number>(8).fill(1),
    memoryBytes: [7, 3],
  };
  const trials = trialsOf(sketch);
  expect(trials[0]).toBe('4@0 4@1');
  expect(trials[1]).toBe('5@0 3@1');
});
