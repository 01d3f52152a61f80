import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedRow, rowsInSight } from '../../webview/src/layers/movedRow';

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
