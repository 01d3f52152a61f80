import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barScale } from '../../webview/src/layers/barScale';
import { disagreementText } from '../../webview/src/layers/columns';
import { plainLook } from '../../webview/src/layers/layersLook';
import { layersLayout } from '../../webview/src/layers/layout';
import { focusOf, readSavedState } from '../../webview/src/layers/panelState';
import { letters } from './letters';
import { measuredLayers } from './sampleLayers';
import { amount, looks, models } from './layersModels';

const close = 1e-6;

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
