import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyticalTable } from '../../../server/engine/cost/analyticalTable';
import { evaluate } from '../../../server/engine/cost/evaluate';
import { createTimeTable, type TimeTable } from '../../../server/engine/cost/timeTable';
import type { Configuration } from '../../../server/engine/pipeline/configuration';
import { createObservation } from '../../../server/engine/pipeline/observation';
import { solveOptimum } from '../../../server/engine/explore/optimum/solveOptimum';
import {
  memoryBoundByRoofline,
  memoryBoundByTraffic,
} from '../../../server/engine/interference/memoryBound';
import type { Slowdown } from '../../../server/engine/interference/scenario';
import { slowedTable } from '../../../server/engine/interference/slowedTable';
import { analyse } from '../../../server/src/language/analysis';
import { sketches, tableOf } from '../../fixtures/timeTables';

const none = { compute: 1, memory: 1 };
const computes = (table: TimeTable) =>
  Array.from({ length: table.space.classCount }, () => new Uint8Array(table.space.layers.length));

function periodOf(table: TimeTable, configuration: Configuration): number {
  const observation = createObservation(table.space.places.length);
  evaluate(table, configuration, observation);
  return observation.periodSeconds;
}

/** Column of a place. */
const column = ({ space, seconds }: TimeTable, place: number) =>
  space.layers.map((_, layer) => seconds(layer, place));

describe('times under interference', () => {
  const quiet = tableOf({ seconds: [[2, 2, 2], [1, 1, 1], [3, 3, 3]] }); // prettier-ignore
  const bound = [Uint8Array.of(0, 1, 0)];

  it('take the factor of what bounds a layer, on the slowed place only', () => {
    const slowed = slowedTable(quiet, bound, (place) =>
      place === 1 ? { compute: 2, memory: 10 } : none,
    );
    expect([0, 1, 2].map((place) => column(slowed, place))).toEqual([[2, 1, 3], [4, 10, 6], [2, 1, 3]]); // prettier-ignore
    expect([...slowed.secondsBefore]).toEqual([0, 2, 3, 6, 0, 4, 14, 20, 0, 2, 3, 6]);
    expect([...slowed.space.classOf]).toEqual([0, 1, 0]);
    expect(slowed.space.classCount).toBe(2);
    expect([...quiet.secondsBefore]).toEqual([0, 2, 3, 6, 0, 2, 3, 6, 0, 2, 3, 6]);
  });

  it('keep places of one class that are slowed alike in one', () => {
    const slowed = slowedTable(quiet, bound, (place) => ({ compute: place === 0 ? 3 : 2, memory: 2 })); // prettier-ignore
    expect([...slowed.space.classOf]).toEqual([0, 1, 1]);
  });

  it('are what they were when asked for, whatever the factors become', () => {
    const factors = [{ ...none }, { compute: 2, memory: 2 }, { ...none }];
    const slowed = slowedTable(quiet, bound, (place) => factors[place] ?? none);
    factors[1] = { compute: 9, memory: 9 };
    expect(column(slowed, 1)).toEqual([4, 2, 6]);
  });

  it('stay finite', () => {
    const slowed = slowedTable(quiet, bound, () => ({ compute: Infinity, memory: 1e300 }));
    expect(slowed.secondsBefore.every(Number.isFinite)).toBe(true);
  });

  it('have the optimum of the table that is built from them anew', () => {
    const factor = fc.constantFrom(1, 1, 1.5, 3);
    const slowdowns = fc.array(fc.record({ compute: factor, memory: factor }), { minLength: 4, maxLength: 4 }); // prettier-ignore
    fc.assert(
      fc.property(sketches(5, 4), slowdowns, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (sketch, drawn, isMemory) => {
        const table = tableOf(sketch);
        const own = computes(table).map((row) => row.map((_, layer) => (isMemory[layer] ? 1 : 0)));
        const of = (place: number): Slowdown => drawn[place] ?? none;
        const slowed = slowedTable(table, own, of);
        const seconds = sketch.seconds.map((row, layer) =>
          row.map((time, place) => time * (isMemory[layer] ? of(place).memory : of(place).compute)),
        );
        const anew = tableOf({ ...sketch, seconds });
        const { configuration, cost } = solveOptimum(slowed);
        expect(cost).toBeCloseTo(solveOptimum(anew).cost, 9);
        // Weights may fit no place.
        if (configuration === null) expect(cost).toBe(Infinity);
        else expect(periodOf(anew, configuration)).toBeCloseTo(periodOf(slowed, configuration), 9);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});

describe('layers that wait for memory', () => {
  const network = analyse('network', 'cnn: n\ninput: [64, 56, 56]\nlayers:\n  - { name: conv, op: conv, kernel: 3, padding: same, filters: 256 }\n  - { name: fc, op: fully_connected, units: 4096 }\n').network; // prettier-ignore
  const platform = analyse('platform', 'platform: p\nmemories:\n  slow: { bandwidth_gb_s: 10 }\n  fast: { bandwidth_gb_s: 100000 }\nexecution_places:\n  - { name: a, count: 2, cores: 4, clock_ghz: 2, flops_per_cycle: 16, memory: slow }\n  - { name: b, cores: 4, clock_ghz: 2, flops_per_cycle: 16, memory: fast }\n').platform; // prettier-ignore

  it('are those under the roof of the memory, for each class of places', () => {
    if (network === null || platform === null) throw new Error('no example');
    const table = analyticalTable(network, platform);
    if (!table.ok) throw new Error('no table');
    const bound = memoryBoundByRoofline(table.value, network, platform);
    // A convolution uses what it reads often, a fully connected layer reads each weight once.
    expect(bound.map((row) => [...row])).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(memoryBoundByTraffic(table.value)[0]).toEqual(bound[0]);
  });

  it('are none where a table knows no bytes', () => {
    const table = tableOf({ seconds: [[1, 2], [0, 0]] }); // prettier-ignore
    expect(memoryBoundByTraffic(table).every((row) => row.every((one) => one === 0))).toBe(true);
  });

  it('are those near the highest rate, weights and cuts counted', () => {
    const sketch = { seconds: [[1], [1], [4]], cutBytes: [10, 10, 10, 10], weightBytes: [80, 10, 80] }; // prettier-ignore
    // 100, 30 and 25 bytes a second.
    expect([...(memoryBoundByTraffic(tableOf(sketch))[0] ?? [])]).toEqual([1, 0, 0]);
  });
});

it('slows a large table in less than a millisecond', () => {
  const [layers, places] = [200, 64];
  const input = { layers: Array.from({ length: layers }, (_, i) => `l${i}`), places: Array.from({ length: places }, (_, i) => `p${i}`) }; // prettier-ignore
  const zeros = new Float64Array(places * places);
  const table = createTimeTable({
    ...input,
    seconds: new Float64Array(layers * places).fill(1),
    hints: new Float64Array(layers),
    cutBytes: new Float64Array(layers + 1),
    linkLatencySeconds: zeros,
    linkSecondsPerByte: zeros,
    overlapped: true,
    weightBytes: new Float64Array(layers),
    memoryBytes: new Float64Array(places).fill(Infinity),
  });
  const bound = computes(table);
  const start = performance.now();
  for (let i = 0; i < 200; i += 1) {
    slowedTable(table, bound, (place) => ({ compute: 1 + ((place + i) % 3), memory: 1 }));
  }
  // Ten times what it takes on a quiet machine.
  expect((performance.now() - start) / 200).toBeLessThan(2);
});
