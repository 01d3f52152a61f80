import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerFacts, LayersModel } from '../../server/protocol/layersModel';
import { escapeXml } from '../../webview/src/common/escapeXml';
import { barScale } from '../../webview/src/layers/barScale';
import { allMetrics, disagreementText, type SortKey } from '../../webview/src/layers/columns';
import { layersCsv } from '../../webview/src/layers/exportCsv';
import { layersSvg } from '../../webview/src/layers/exportSvg';
import { plainLook, type LayersLook } from '../../webview/src/layers/layersLook';
import { layersLayout } from '../../webview/src/layers/layout';
import { movedRow, rowsInSight } from '../../webview/src/layers/movedRow';
import { focusOf, readSavedState } from '../../webview/src/layers/panelState';
import { nextSorting, rowOrder } from '../../webview/src/layers/rowOrder';
import { hostileNames, letters } from './letters';
import { exampleLayers, measuredLayers } from './sampleLayers';

const close = 1e-6;
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, NaN, Infinity, -1, 5e-324, 1.7e308) },
);
const name = fc.oneof(
  fc.constantFrom(...hostileNames, 'stem', 'c3_1.spatial'),
  fc.string({ maxLength: 40 }),
);
const size = fc.integer({ min: 1, max: 4096 });

/** Models of every kind: with and without times, with numbers that are none. */
const models: fc.Arbitrary<LayersModel> = fc
  .record({ estimated: fc.integer({ min: 0, max: 4 }), measured: fc.integer({ min: 0, max: 4 }) })
  .chain(({ estimated, measured }) => {
    const seconds = (count: number) => fc.array(amount, { minLength: count, maxLength: count });
    const times = (count: number): LayersModel['estimated'] =>
      count === 0
        ? null
        : {
            source: 'somewhere',
            hiddenGroups: 0,
            groups: Array.from({ length: count }, (_, group) => ({
              label: `kind${group} ×${group + 1}`,
              fast: group % 2 === 0,
              description: '',
              totalSeconds: 1,
            })),
          };
    const layer: fc.Arbitrary<LayerFacts> = fc.record({
      name,
      description: name,
      inputShape: fc.tuple(size, size, size),
      outputShape: fc.tuple(size, size, size),
      weight: amount,
      macs: amount,
      parameters: amount,
      activationBytes: amount,
      cutBytes: amount,
      estimatedSeconds: seconds(estimated),
      measuredSeconds: seconds(measured),
      disagreement: fc.option(
        fc.record({ group: fc.nat(3), ratio: fc.double({ min: 0.01, max: 90, noNaN: true }) }),
      ),
    });
    return fc.array(layer, { maxLength: 30 }).map((layers) => ({
      title: 'N',
      layers,
      estimated: times(estimated),
      measured: times(measured),
      notes: [],
      summary: '',
    }));
  });

const keys: readonly SortKey[] = [
  'order',
  'name',
  'operator',
  'weight',
  'macs',
  'cutBytes',
  'estimated-0',
  'measured-3',
];
const looks: fc.Arbitrary<LayersLook> = fc.record({
  filter: fc.constantFrom('', 'c3', 'conv  stem', 'zzz'),
  sorting: fc.record({ key: fc.constantFrom(...keys), descending: fc.boolean() }),
  scale: fc.constantFrom('linear', 'log'),
  asShare: fc.boolean(),
  focus: fc.constantFrom('weight', 'macs', 'cutBytes', 'estimated', 'measured'),
});

describe('the layout of layers', () => {
  it('keeps words in their columns and clear of each other, and bars in their rows', () => {
    fc.assert(
      fc.property(models, looks, fc.integer({ min: 120, max: 2400 }), (model, look, width) => {
        const layout = layersLayout(model, look, width, letters);
        const { arrangement } = layout;
        const shapes = layout.shapes(0, layout.rows.length);
        expect(layout.height).toBe(layout.rows.length * arrangement.rowHeight);
        const ends = arrangement.columns.map(({ x, width: box }) => x + box);
        if (width >= 300) expect(Math.max(...ends)).toBeLessThanOrEqual(width + close);
        for (const { cells, bars } of shapes) {
          for (const bar of bars) {
            expect(bar.width).toBeGreaterThan(0);
            expect(bar.x).toBeGreaterThanOrEqual(0);
            expect(bar.x + bar.width).toBeLessThanOrEqual(Math.max(width, 300) + close);
            expect(bar.y).toBeGreaterThanOrEqual(0);
            expect(bar.y + bar.height).toBeLessThanOrEqual(arrangement.rowHeight);
          }
          const texts = cells.flatMap((cell) => cell.texts);
          const byX = [...texts].sort((a, b) => a.x - b.x);
          for (const [index, text] of byX.entries()) {
            const next = byX
              .slice(index + 1)
              .find((one) => Math.abs(one.baseline - text.baseline) < letters.small / 2);
            if (next && width >= 300) {
              const words = `"${text.text}" and "${next.text}"`;
              expect(next.x, words).toBeGreaterThanOrEqual(text.x + text.width - close);
            }
          }
        }
      }),
    );
  });

  it('shows each row once, whatever part of them is drawn', () => {
    fc.assert(
      fc.property(models, looks, fc.nat(30), fc.nat(30), (model, look, a, b) => {
        const layout = layersLayout(model, look, 1200, letters);
        const [first, end] = a < b ? [a, b] : [b, a];
        const all = layout.shapes(0, Infinity);
        expect(layout.shapes(first, end)).toEqual(all.slice(first, end));
        expect(all.map(({ layer }) => layer)).toEqual(layout.rows);
      }),
    );
  });

  it('leaves columns out where there is no room, but never the one in focus', () => {
    const model = measuredLayers();
    for (let width = 200; width < 2000; width += 37) {
      for (const focus of ['weight', 'cutBytes', 'measured'] as const) {
        const { arrangement } = layersLayout(model, { ...plainLook, focus }, width, letters);
        const shown = arrangement.columns.map(({ id }) => id);
        expect(shown).toContain(focus);
        expect(shown).toContain('name');
        if (arrangement.complete) expect(shown).toHaveLength(11);
      }
    }
  });
});

describe('the order of rows', () => {
  it('is the network’s own, or that of a metric, with ties in network order', () => {
    fc.assert(
      fc.property(models, looks, (model, { filter, sorting }) => {
        const rows = rowOrder(model, filter, sorting);
        const all = rowOrder(model, '', sorting);
        expect([...all].sort((a, b) => a - b)).toEqual(model.layers.map((_, index) => index));
        expect(all.filter((row) => rows.includes(row))).toEqual(rows);
        const metric = allMetrics(model).find(({ key }) => key === sorting.key);
        if (!metric) return;
        const value = (row: number) => {
          const layer = model.layers[row];
          const found = layer ? metric.of(layer) : 0;
          return Number.isFinite(found) && found > 0 ? found : 0;
        };
        rows.slice(1).forEach((row, index) => {
          const before = rows[index] ?? 0;
          const difference = (value(before) - value(row)) * (sorting.descending ? -1 : 1);
          expect(difference < 0 || (difference === 0 && before < row)).toBe(true);
        });
      }),
    );
  });

  it('comes back to the network’s after three presses', () => {
    for (const key of keys) {
      const once = nextSorting({ key: 'order', descending: false }, key);
      const thrice = nextSorting(nextSorting(once, key), key);
      if (key !== 'order') expect(thrice).toEqual({ key: 'order', descending: false });
      expect(focusOf(key, 'macs')).toBeTruthy();
    }
  });
});

describe('bars', () => {
  it('grow with their values and fill their column at most', () => {
    fc.assert(
      fc.property(fc.array(amount), fc.constantFrom('linear', 'log'), (values, kind) => {
        const scale = barScale(values, kind);
        const lengths = values
          .map((value) => (Number.isFinite(value) && value > 0 ? value : 0))
          .sort((a, b) => a - b)
          .map(scale);
        expect([...lengths].sort((a, b) => a - b)).toEqual(lengths);
        for (const length of lengths) expect(length >= 0 && length <= 1).toBe(true);
        expect(scale(0)).toBe(0);
      }),
    );
  });

  it('of the smallest value can be seen on a logarithmic scale', () => {
    expect(barScale([1, 1e5], 'log')(1)).toBeGreaterThan(0.02);
    expect(barScale([1, 1e5], 'linear')(1)).toBeLessThan(0.001);
  });

  it.each([
    [1.42, '1.4× est.'],
    [0.05, '0.05× est.'],
    [12.3, '12× est.'],
  ])('that disagree by %d say %s', (ratio, words) => expect(disagreementText(ratio)).toBe(words));
});

describe('rows in sight', () => {
  it('cover the window, and are few', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: 20, max: 80 }),
        fc.integer({ min: -2000, max: 700_000 }),
        (rows, rowHeight, top) => {
          const [first, end] = rowsInSight(rows, rowHeight, top, 900);
          expect(first >= 0 && end <= rows && first <= end).toBe(true);
          expect(end - first).toBeLessThanOrEqual(Math.ceil(900 / rowHeight) * 2 + 4);
          const inWindow = Math.floor((top + 450) / rowHeight);
          if (inWindow >= 0 && inWindow < rows) {
            expect(inWindow >= first && inWindow < end).toBe(true);
          }
        },
      ),
    );
  });

  it('are moved among by keys', () => {
    expect(movedRow(0, 0, 'ArrowDown', 5)).toBeNull();
    expect(movedRow(9, 8, 'ArrowDown', 5)).toBe(8);
    expect(movedRow(9, 8, 'PageUp', 5)).toBe(3);
    expect(movedRow(9, 3, 'Home', 5)).toBe(0);
    expect(movedRow(9, 3, 'End', 5)).toBe(8);
    expect(movedRow(9, 3, 'x', 5)).toBeNull();
  });
});

describe('what is exported', () => {
  it('has a line of values for each row, and no formulas', () => {
    const base = measuredLayers('alexnet', 'chiplet-2f2s');
    const layers = base.layers.map((layer, index) => ({
      ...layer,
      name: hostileNames[index % hostileNames.length] ?? '',
    }));
    const csv = layersCsv({ ...base, layers }, [6, 1, 0]);
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe(
      'index,layer,operator,input_shape,output_shape,weight,macs,parameters,activation_bytes,' +
        'cut_bytes,estimated_seconds fep ×2,estimated_seconds sep ×2,measured_seconds fep ×2,measured_seconds sep ×2',
    );
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^7,'=cmd\|calc,/);
    expect(lines[2]).toMatch(/^2,"""'&`\$\{1\}",/);
    expect(lines[3]?.split(',').at(-1)).toBe(String(layers[0]?.measuredSeconds[1]));
  });

  it('is a picture that stands alone, with names as text', () => {
    fc.assert(
      fc.property(models, looks, (model, look) => {
        const colors = Object.fromEntries(
          ['background', 'text', 'quiet', 'line', 'amount', 'fast', 'slow', 'mark'].map((key) => [key, '#123456']),
        ) as Parameters<typeof layersSvg>[3]['colors'];
        const svg = layersSvg(model, look, letters, { fontFamily: '"A & B"', colors });
        expect(svg).toMatch(/^<svg xmlns/);
        expect(svg).not.toMatch(/<img|NaN|Infinity|undefined/);
        expect(svg.match(/<g>/g)?.length ?? 0).toBe(layersLayout(model, look, 1400, letters).rows.length);
      }),
      { numRuns: 50 },
    ); // prettier-ignore
    expect(escapeXml('<a b="c">&\u0000\u0007')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;');
  });

  it('leaves out what no page can hold', () => {
    const base = exampleLayers('alexnet', 'chiplet-2f2s');
    const layers = Array.from({ length: 1500 }, (_, index) => base.layers[index % 8]).flatMap((l) => l ?? []); // prettier-ignore
    const colors = { background: '', text: '', quiet: '', line: '', amount: '', fast: '', slow: '', mark: '' }; // prettier-ignore
    const svg = layersSvg({ ...base, layers }, plainLook, letters, { fontFamily: 'x', colors });
    expect(svg).toContain('and 500 more layers');
  });
});

describe('what a panel saved', () => {
  it('is read back, and anything else is as nothing', () => {
    fc.assert(
      fc.property(looks, fc.nat(99), fc.nat(999), (look, layer, scroll) => {
        const focus = focusOf(look.sorting.key, 'weight');
        const saved = { subject: 's', look: { ...look, focus }, layer, scroll };
        expect(readSavedState(structuredClone(saved))).toEqual(saved);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const { look } = readSavedState(anything);
        expect(['linear', 'log']).toContain(look.scale);
      }),
    );
  });
});
