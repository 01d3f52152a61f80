import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialPoint } from '../../server/protocol/stageMapModel';
import { moveFocus, nearestPosition } from '../../webview/src/stageMap/moveFocus';
import type { LaneShape } from '../../webview/src/stageMap/shapes';
import { timeScale, timeTicks } from '../../webview/src/common/map/timeScale';
import { nearestPoint, trialAfterKey } from '../../webview/src/stageMap/trialSteps';

const points = (...trials: number[]): TrialPoint[] =>
  trials.map((trial) => ({ trial, throughput: 1, bestThroughput: 1, elapsedSeconds: trial }));

describe('trialAfterKey', () => {
  const sampled = points(1, 2, 5, 100, 1000);

  it.each([
    [1, 'ArrowLeft', 1],
    [1, 'ArrowRight', 2],
    [5, 'ArrowRight', 100],
    [5, 'ArrowUp', 100],
    [1000, 'ArrowRight', 1000],
    [1000, 'ArrowDown', 100],
    [5, 'Home', 1],
    [5, 'End', 1000],
    [5, 'PageUp', 100],
    [5, 'PageDown', 2],
  ])('leads from kept trial %d by %s to %d', (from, key, to) => {
    expect(trialAfterKey(sampled, from, key)).toBe(to);
  });

  it('leaves other keys alone, and an empty trace', () => {
    expect(trialAfterKey(sampled, 5, 'a')).toBeNull();
    expect(trialAfterKey([], 5, 'Home')).toBeNull();
  });
});

describe('nearestPoint', () => {
  it('finds what a search through all finds', () => {
    const ascending = fc
      .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 })
      .map((trials) => trials.sort((a, b) => a - b));
    fc.assert(
      fc.property(ascending, fc.integer({ min: -5, max: 510 }), (trials, wanted) => {
        const found = trials[nearestPoint(points(...trials), wanted)] ?? NaN;
        const least = Math.min(...trials.map((trial) => Math.abs(trial - wanted)));
        expect(Math.abs(found - wanted)).toBe(least);
      }),
    );
  });
});

describe('moveFocus', () => {
  const lane = (...widths: number[]): LaneShape => {
    let x = 0;
    const rect = { x: 0, y: 0, width: 100, height: 10 };
    const segments = widths.map((width, index) => {
      const shape = { ...rect, x, width, first: index, end: index + 1, seconds: 1, odd: false };
      x += width;
      return shape;
    });
    const lines = { top: 0, bottom: 10 };
    return {
      lane: 0,
      row: rect,
      lines,
      bar: rect,
      segments,
      transfer: null,
      idle: null,
      outline: null,
      labels: [],
    };
  };
  const lanes = [lane(50, 50), lane(10, 20, 70), lane(), lane(30)];

  it('goes up and down to what lies above and below', () => {
    expect(moveFocus(lanes, { lane: 0, segment: 0 }, 'ArrowDown', false)).toEqual({
      lane: 1,
      segment: 1,
    });
    expect(moveFocus(lanes, { lane: 1, segment: 2 }, 'ArrowUp', false)).toEqual({
      lane: 0,
      segment: 1,
    });
    expect(moveFocus(lanes, { lane: 1, segment: 2 }, 'PageDown', false)).toEqual({
      lane: 3,
      segment: 0,
    });
  });

  it('steps over lanes without segments', () => {
    expect(moveFocus(lanes, { lane: 1, segment: 2 }, 'ArrowDown', false)).toEqual({
      lane: 3,
      segment: 0,
    });
  });

  it('always leads to a segment that exists', () => {
    const keys = [
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    ];
    const anyLanes = fc.array(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
      { minLength: 1, maxLength: 20 },
    );
    const path = fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(anyLanes, path, (widths, moves) => {
        const shapes = widths.map((each) => lane(...each));
        let at = nearestPosition(shapes, { lane: 99, segment: 99 });
        for (const [key, ctrl] of moves) {
          at = moveFocus(shapes, at, key, ctrl) ?? at;
          expect(shapes[at.lane]?.segments[at.segment]).toBeDefined();
        }
      }),
    );
  });
});

describe('timeTicks', () => {
  it('steps in ones, twos and fives of one unit', () => {
    expect(timeTicks(0.00122, 7).map(({ text }) => text)).toEqual([
      '0',
      '0.2 ms',
      '0.4 ms',
      '0.6 ms',
      '0.8 ms',
      '1.0 ms',
      '1.2 ms',
    ]);
    expect(timeTicks(45, 5).map(({ text }) => text)).toEqual(['0', '10 s', '20 s', '30 s', '40 s']);
  });

  it('stays on the axis and in bounds for any time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (seconds, most) => {
          const ticks = timeTicks(seconds, most);
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          const { toX } = timeScale(seconds, 10, 100);
          for (const tick of ticks) {
            expect(toX(tick.seconds)).toBeGreaterThanOrEqual(10);
            expect(toX(tick.seconds)).toBeLessThanOrEqual(110);
          }
        },
      ),
    );
  });
});
