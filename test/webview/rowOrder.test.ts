import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMetrics } from '../../webview/src/layers/columns';
import { focusOf } from '../../webview/src/layers/panelState';
import { nextSorting, rowOrder } from '../../webview/src/layers/rowOrder';
import { models, keys, looks } from './layersModels';

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
