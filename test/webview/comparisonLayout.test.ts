import { describe, expect, it } from 'vitest';
import {
  axisRange,
  boxesLayout,
  curvesLayout,
  qualityAt,
} from '../../webview/src/comparison/layout';
import { allExplorers } from './sampleComparison';

describe('the layout of a comparison', () => {
  const model = allExplorers();

  it.each(['trials', 'seconds'] as const)('keeps every curve within its axes: %s', (axis) => {
    for (const log of [true, false]) {
      const { curves, x, y } = curvesLayout(model, { axis, log });
      expect(curves).toHaveLength(model.explorers.length);
      expect(x).toEqual(axisRange(model, { axis, log }));
      if (log) expect(x.min).toBeGreaterThan(0);
      for (const { median, low, high, tail } of curves) {
        expect(low).toHaveLength(median.length);
        expect(high).toHaveLength(median.length);
        for (const point of [...median, ...low, ...high, ...tail]) {
          expect(point.x).toBeGreaterThanOrEqual(x.min * (1 - 1e-9));
          expect(point.x).toBeLessThanOrEqual(x.max * (1 + 1e-9));
          expect(point.y).toBeGreaterThanOrEqual(y.min);
          expect(point.y).toBeLessThanOrEqual(y.max);
        }
      }
    }
  });

  it('reads what had been found at any place', () => {
    const [first] = model.explorers;
    if (!first) throw new Error('There is no explorer.');
    expect(qualityAt(first, model, 'trials', 0)).toBeNull();
    expect(qualityAt(first, model, 'trials', 1)).toBe(first.byTrials.median[0]);
    expect(qualityAt(first, model, 'trials', 1e9)).toBe(first.byTrials.median.at(-1));
  });

  it('holds boxes of any size, none and nothing', () => {
    const { boxes, range, log } = boxesLayout(model, 'trials');
    expect(log).toBe(true);
    for (const { minimum, maximum } of boxes) {
      expect(minimum).toBeGreaterThanOrEqual(range.min);
      expect(maximum).toBeLessThanOrEqual(range.max);
    }
    const zero = { minimum: 0, lowerQuartile: 0, median: 0, upperQuartile: 0, maximum: 0 };
    const explorers = model.explorers.map((one) => ({
      ...one,
      boxes: { quality: zero, trials: zero, convergenceSeconds: zero },
    }));
    for (const measure of ['quality', 'trials', 'convergenceSeconds'] as const) {
      const nothing = boxesLayout({ ...model, explorers }, measure);
      expect(nothing.log).toBe(false);
      expect(nothing.range.max).toBeGreaterThan(nothing.range.min);
    }
    const empty = { ...model, explorers: [], axes: { trials: [], seconds: [] } };
    for (const axis of ['trials', 'seconds'] as const) {
      const { x, y } = curvesLayout(empty, { axis, log: true });
      expect(x.max).toBeGreaterThan(x.min);
      expect(y.max).toBeGreaterThan(y.min);
    }
  });
});
