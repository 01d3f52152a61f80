import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstRow,
  rowsInSight,
  scrollTopOf,
  scrolledHeight,
} from '../../webview/src/replay/episodeRows';

describe('the table of episodes', () => {
  it('reaches every row of any count by scrolling, and draws few of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const frame = 260;
        const top = share * Math.max(0, scrolledHeight(count, 26) - frame);
        const first = firstRow(count, 26, top, frame);
        const { first: from, end, above, below } = rowsInSight(count, 26, first, top, 10);
        expect(from).toBeLessThanOrEqual(first);
        expect(end).toBeGreaterThan(first);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - from).toBeLessThanOrEqual(18);
        expect(above + below + (end - from) * 26).toBeLessThanOrEqual(Math.max(scrolledHeight(count, 26), (end - from) * 26) + 1e-6); // prettier-ignore
        // What is drawn covers the frame.
        expect(above).toBeLessThanOrEqual(top + 1e-6);
        expect(above + (end - from) * 26).toBeGreaterThanOrEqual(Math.min(top + frame, count * 26) - 27);
      }), // prettier-ignore
    );
    expect(scrollTopOf(100, 26, 40, 260)).toBe(1040);
    const count = 1_000_000;
    expect(firstRow(count, 26, scrollTopOf(count, 26, 777_777, 260), 260)).toBeCloseTo(777_777, -1);
  });
});
