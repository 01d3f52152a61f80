import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeTable, type TimeTableInput } from '../../server/engine/cost/timeTable';
import { prefixSums } from '../../server/engine/core/prefixSums';
import { sameConfiguration, type Configuration } from '../../server/engine/pipeline/configuration';
import { packing } from '../../server/engine/pipeline/packing';
import { everyConfiguration } from '../fixtures/everyConfiguration';

/** Few distinct values, so that equal columns and links are common. */
const few = fc.constantFrom(0, 1, 2);

const tableInput: fc.Arbitrary<TimeTableInput> = fc
  .record({
    layerCount: fc.integer({ min: 0, max: 5 }),
    placeCount: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ layerCount, placeCount }) => {
    const array = (length: number, value: fc.Arbitrary<number> = few) =>
      fc.array(value, { minLength: length, maxLength: length }).map((v) => Float64Array.from(v));
    // Half of the tables have uniform links, or classes of several members would be rare.
    const links = fc.oneof(
      few.map((value) => new Float64Array(placeCount * placeCount).fill(value)),
      array(placeCount * placeCount),
    );
    return fc.record({
      layers: fc.constant(Array.from({ length: layerCount }, (_, i) => `l${i}`)),
      places: fc.constant(Array.from({ length: placeCount }, (_, i) => `p${i}`)),
      seconds: fc.oneof(
        array(layerCount * placeCount),
        array(layerCount * placeCount, fc.double({ min: 0, max: 1e3, noNaN: true })),
      ),
      hints: array(layerCount),
      cutBytes: array(layerCount + 1),
      linkLatencySeconds: links,
      linkSecondsPerByte: links,
      overlapped: fc.boolean(),
      weightBytes: array(layerCount),
      memoryBytes: array(placeCount, fc.constantFrom(1, Infinity)),
    });
  });

/** Bytes that leave little room: layers of up to 4, places of up to 9. */
const packings = fc.tuple(
  fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
  fc.array(fc.constantFrom(0, 2, 3, 5, 9), { minLength: 1, maxLength: 4 }),
);

const indices = (length: number) => Array.from({ length }, (_, index) => index);

describe('a time table', () => {
  it('has prefix sums that equal sums of times', () => {
    fc.assert(
      fc.property(tableInput, (input) => {
        const { secondsBefore, seconds } = createTimeTable(input);
        const row = input.layers.length + 1;
        for (const place of indices(input.places.length)) {
          let sum = 0;
          for (const k of indices(row)) {
            expect(secondsBefore[place * row + k]).toBe(sum);
            if (k < input.layers.length) sum += seconds(k, place);
          }
        }
      }),
    );
  });

  it('ranks with a permutation in the order of total time', () => {
    fc.assert(
      fc.property(tableInput, (input) => {
        const { space, secondsBefore } = createTimeTable(input);
        const row = input.layers.length + 1;
        const total = (place: number) => secondsBefore[place * row + row - 1] ?? Number.NaN;
        expect([...space.rank].sort((a, b) => a - b)).toEqual(indices(input.places.length));
        space.rank.forEach((place, position) => {
          const next = space.rank[position + 1];
          if (next === undefined) return;
          const inOrder =
            total(place) < total(next) || (total(place) === total(next) && place < next);
          expect(inOrder).toBe(true);
          expect((space.fast[place] ?? 0) >= (space.fast[next] ?? 0)).toBe(true);
        });
        expect(space.fast[space.rank[0] ?? 0]).toBe(1);
      }),
    );
  });

  it('has classes whose members can be swapped without a change, and no two that could be one', () => {
    fc.assert(
      fc.property(tableInput, (input) => {
        const { space } = createTimeTable(input);
        const places = indices(input.places.length);
        for (const a of places) {
          for (const b of places) {
            if (a === b) continue;
            const swap = (place: number) => (place === a ? b : place === b ? a : place);
            expect(space.classOf[a] === space.classOf[b]).toBe(isUnchanged(input, swap));
          }
        }
        expect(new Set(space.classOf).size).toBe(space.classCount);
      }),
    );
  });

  it('has one link value from class to class', () => {
    fc.assert(
      fc.property(tableInput, (input) => {
        const { space } = createTimeTable(input);
        const seen = new Map<string, number>();
        for (const a of indices(input.places.length)) {
          for (const b of indices(input.places.length)) {
            if (a === b) continue;
            const key = `${space.classOf[a]}→${space.classOf[b]}`;
            const link = space.linkLatencySeconds[a * input.places.length + b] ?? Number.NaN;
            expect(link).toBe(seen.get(key) ?? link);
            seen.set(key, link);
          }
        }
      }),
    );
  });
});

/** Whether renaming places leaves times, memories and links between different places as they are. */
function isUnchanged(input: TimeTableInput, rename: (place: number) => number): boolean {
  const size = input.places.length;
  const places = indices(size);
  const { linkLatencySeconds: latency, linkSecondsPerByte: perByte } = input;
  return places.every(
    (p) =>
      input.memoryBytes[p] === input.memoryBytes[rename(p)] &&
      input.layers.every(
        (_, l) => input.seconds[l * size + p] === input.seconds[l * size + rename(p)],
      ) &&
      places.every((q) => {
        const renamed = rename(p) * size + rename(q);
        return (
          p === q ||
          (latency[p * size + q] === latency[renamed] && perByte[p * size + q] === perByte[renamed])
        );
      }),
  );
}

describe('a packing', () => {
  it('is a configuration that fits, exactly where there is one', () => {
    fc.assert(
      fc.property(packings, ([weights, memories]) => {
        const fits = ({ stages, ends, places }: Configuration) =>
          indices(stages).every((s) => {
            const own = weights.slice(s === 0 ? 0 : ends[s - 1], ends[s]);
            return own.reduce((a, b) => a + b, 0) <= (memories[places[s] ?? 0] ?? 0);
          });
        const all = [...everyConfiguration(weights.length, memories.length)];
        const packed = packing(prefixSums(weights), Float64Array.from(memories));
        expect(packed !== null).toBe(all.some(fits));
        if (!packed) return;
        expect(fits(packed)).toBe(true);
        expect(all.some((one) => sameConfiguration(one, packed))).toBe(true);
      }),
    );
  });

  it('is left to those who try where there are too many capacities', () => {
    const memories = Float64Array.from({ length: 1024 }, (_, place) => 2 + place / 1024);
    expect(packing(prefixSums(new Float64Array(2000).fill(2)), memories)).toBeUndefined();
  });
});
