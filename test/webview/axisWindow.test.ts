import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asked,
  isWhole,
  onReplay,
  panned,
  positionAt,
  queryStep,
  shareOf,
  showing,
  wholeAxis,
  zoomed,
} from '../../webview/src/replay/axisWindow';
import { sampleReplay } from './sampleReplay';

describe('the stretch that is looked at', () => {
  const { model } = sampleReplay({ queries: 100_000 });

  it('stays on the axis however it is zoomed and panned, and never gets too small', () => {
    const step = fc.record({
      zoom: fc.boolean(),
      by: fc.double({ min: -5, max: 5, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let window = wholeAxis(model);
        for (const { zoom, by, share } of steps) {
          window = zoom ? zoomed(window, 2 ** by, share, model) : panned(window, by, model);
          expect(window.from).toBeGreaterThanOrEqual(0);
          expect(window.to).toBeLessThanOrEqual(model.end + 1e-6);
          expect(window.to - window.from).toBeGreaterThanOrEqual(10 - 1e-6);
          const { from, to, columns } = asked(window, 1200, model);
          expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
          expect(columns).toBeLessThanOrEqual(Math.min(1200, to - from));
        }
      }),
    );
  });

  it('keeps what stands under the pointer', () => {
    const window = { from: 1000, to: 9000 };
    const near = zoomed(window, 0.25, 0.3, model);
    expect(positionAt(near, 0.3)).toBeCloseTo(positionAt(window, 0.3), 6);
    expect(near.to - near.from).toBeCloseTo(2000, 6);
  });

  it('follows the playhead, and no further than it has to', () => {
    const window = { from: 1000, to: 2000 };
    expect(showing(window, 1500, model)).toBe(window);
    const later = showing(window, 5000, model);
    expect(shareOf(later, 5000)).toBeCloseTo(0.2, 6);
    expect(shareOf(showing(window, 100, model), 100)).toBeGreaterThanOrEqual(0);
    expect(isWhole(wholeAxis(model), model)).toBe(true);
  });

  it('asks for no more columns than there are queries, or than a screen has', () => {
    expect(asked({ from: 10.4, to: 29.6 }, 800, model)).toEqual({ from: 10, to: 30, columns: 20 });
    expect(asked(wholeAxis(model), 100_000, model).columns).toBe(4000);
  });

  it('counts time where the axis does', () => {
    const seconds = sampleReplay({ axis: 'seconds' }).model;
    expect(queryStep(seconds)).toBeCloseTo(1 / 200, 9);
    expect(onReplay(3.3, seconds)).toBe(3.3);
    expect(onReplay(3.3, model)).toBe(3);
    expect(onReplay(Infinity, model)).toBe(0);
  });
});
