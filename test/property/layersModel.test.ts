import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreement } from '../../server/engine/cost/buildLayersModel';
import { measuredTimes, type TimeColumn } from '../../server/engine/cost/layerTimes';
import { groupLabel, placeGroups, spread } from '../../server/engine/cost/placeGroups';
import { sketches, tableOf } from '../fixtures/timeTables';
import { exampleLayers, exampleNetwork, measuredLayers } from '../webview/sampleLayers';

describe('groups of places', () => {
  it('hold every place once, and places of equal times together', () => {
    fc.assert(
      fc.property(sketches(6, 6), (sketch) => {
        const table = tableOf(sketch);
        const { places, layers } = table.space;
        const groups = placeGroups(table);
        expect(groups.flatMap((group) => group.places).sort()).toEqual(places.map((_, p) => p));
        const columnOf = (place: number) => layers.map((_, l) => table.seconds(l, place)).join();
        const columns = groups.map((group) => new Set(group.places.map(columnOf)));
        for (const column of columns) expect(column.size).toBe(1);
        expect(new Set(columns.flatMap((column) => [...column])).size).toBe(groups.length);
      }),
    );
  });

  it('are ordered from the fastest, which the first place of each shows', () => {
    fc.assert(
      fc.property(sketches(5, 6), (sketch) => {
        const table = tableOf(sketch);
        const rank = [...table.space.rank];
        const firsts = placeGroups(table).map((group) => rank.indexOf(group.places[0] ?? -1));
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }),
    );
  });

  it('are thinned out evenly, with the first and the last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.integer({ min: 2, max: 6 }), (values, most) => {
        const kept = spread(values, most);
        expect(kept).toHaveLength(Math.min(values.length, most));
        expect(kept[0]).toBe(values[0]);
        expect(kept.at(-1)).toBe(values.at(-1));
        expect(values.filter((value) => kept.includes(value))).toEqual(kept);
      }),
    ); // prettier-ignore
  });

  it.each([
    [['fep0'], 'fep0'],
    [['fep0', 'fep1', 'fep12'], 'fep ×3'],
    [['denver', 'a57'], 'denver +1'],
    [['1', '2'], '1 +1'],
    [[], ''],
  ])('of %j are called %j', (names, label) => expect(groupLabel(names)).toBe(label));
});

describe('the layers of an example', () => {
  const network = exampleNetwork('resnet-152');
  const model = exampleLayers('resnet-152', 'chiplet-26f26s');

  it('stand in network order with their counts', () => {
    expect(model.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
    const [first] = model.layers;
    expect(first).toMatchObject({
      description: 'conv 7×7 /2',
      outputShape: network.layers[0]?.outputShape,
      cutBytes: network.cutBytes[1],
    });
  });

  it('have a time for each kind of place, which add up to the totals', () => {
    expect(model.estimated?.groups.map(({ label, fast }) => [label, fast])).toEqual([
      ['fep ×26', true],
      ['sep ×26', false],
    ]);
    model.estimated?.groups.forEach((group, index) => {
      const sum = model.layers.reduce((total, l) => total + (l.estimatedSeconds[index] ?? 0), 0);
      expect(sum).toBeCloseTo(group.totalSeconds, 12);
    });
    expect(model.measured).toBeNull();
    expect(model.summary).toMatch(/^ResNet-152: 156 layers, weight .*Estimated times from/);
  });

  it('have no times without a platform', () => {
    const bare = exampleLayers('alexnet', 'chiplet-2f2s');
    expect(bare.estimated).not.toBeNull();
    expect(bare.notes).toEqual([]);
  });
});

describe('measured times', () => {
  it('are compared with the estimates of the same groups', () => {
    const { measured, estimated, layers } = measuredLayers();
    expect(measured?.groups.map(({ label }) => label)).toEqual(
      estimated?.groups.map(({ label }) => label),
    );
    const marked = layers.filter((layer) => layer.disagreement !== null);
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.length).toBeLessThan(layers.length / 2);
    for (const { disagreement: found, estimatedSeconds, measuredSeconds } of marked) {
      const group = found?.group ?? -1;
      const ratio = (measuredSeconds[group] ?? NaN) / (estimatedSeconds[group] ?? NaN);
      expect(found?.ratio).toBeCloseTo(ratio, 12);
    }
  });

  it('stand in groups of their own where their places are others', () => {
    const table = tableOf({ seconds: [[1, 2, 2]] });
    const other = tableOf({ seconds: [[3, 4, 4, 4]] });
    const column: TimeColumn = {
      times: { source: 'x', groups: [], hiddenGroups: 0 },
      groups: [{ places: [3], fast: true }],
      of: () => [],
    };
    const found = measuredTimes(table, 'p', { column, table: other });
    expect(found.comparable).toBe(false);
    expect(found.column.times.groups.map(({ label }) => label)).toEqual(['place0', 'place ×2']);
  });

  it('disagree by the largest factor beyond 1.3, up or down', () => {
    expect(disagreement([1, 1], [1.29, 0.78])).toBeNull();
    expect(disagreement([1, 1], [1.4, 1])).toEqual({ group: 0, ratio: 1.4 });
    expect(disagreement([1, 1], [1.4, 0.5])).toEqual({ group: 1, ratio: 0.5 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double(), fc.double())),
        (pairs) => {
          const found = disagreement(pairs.map(([e]) => e), pairs.map(([, m]) => m));
          if (found) expect(Number.isFinite(found.ratio) && found.ratio > 0).toBe(true);
        },
      ),
    ); // prettier-ignore
  });
});
