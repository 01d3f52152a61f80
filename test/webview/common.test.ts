import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, singleLine } from '../../webview/src/common/fitText';
import { formatShare } from '../../webview/src/common/formatNumbers';
import { latestOnly } from '../../webview/src/common/latestOnly';
import { spacedTicks } from '../../webview/src/common/spacedTicks';

const perLetter = (text: string): number => Array.from(text).length * 7;

describe('shares', () => {
  it.each([
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.0123, '1.2 %'],
    [0.953, '95 %'],
    [1, '100 %'],
    [NaN, '–'],
  ])('writes the share %d as %s', (share, text) => expect(formatShare(share)).toBe(text));
});

describe('fitText', () => {
  it('never exceeds the width, and cuts only what does not fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.nat(900), (text, width) => {
        const fit = fitText(text, width, perLetter);
        expect(perLetter(fit)).toBeLessThanOrEqual(Math.max(0, width));
        if (perLetter(singleLine(text)) <= width) expect(fit).toBe(singleLine(text));
        else if (fit !== '') expect(singleLine(text).startsWith(fit.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('leaves no joint before the ellipsis', () => {
    expect(fitText('c3_4.reduce', 42, perLetter)).toBe('c3_4…');
  });

  it('makes one short line of anything, without half letters', () => {
    expect(singleLine('a\n\tb\u2028c')).toBe('a b c');
    expect(singleLine('x'.repeat(10_000)).length).toBe(401);
    expect(singleLine('😀'.repeat(3), 3)).toBe('😀…');
  });
});

describe('latestOnly', () => {
  it('runs the first at once and then only the newest', async () => {
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const run = latestOnly(async (value: number) => {
      started.push(value);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    run(1);
    run(2);
    run(3);
    expect(started).toEqual([1]);
    ends[0]?.();
    await expect.poll(() => started).toEqual([1, 3]);
    ends[1]?.();
    await expect.poll(() => ends.length).toBe(2);
    run(4);
    await expect.poll(() => started).toEqual([1, 3, 4]);
  });
});

describe('ticks of a logarithmic axis', () => {
  const label = (value: number, pixels: number) => ({
    value,
    at: (Math.log10(value) / 4) * pixels,
    width: perLetter(value.toLocaleString('en-US')),
  });
  const values = [1, 10, 100, 1000].flatMap((power) => [1, 2, 3, 5, 8].map((n) => n * power));

  it('keep the round ones, and room between their words', () => {
    const kept = spacedTicks([...values, 10_000].map((value) => label(value, 600)));
    for (const power of [1, 10, 100, 1000, 10_000]) expect(kept).toContain(power);
    expect(kept).toContain(500);
    // It would touch the end of the axis.
    expect(kept).not.toContain(8000);
  });

  it('never touch, whatever the width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 3000 }), (pixels) => {
        const labels = values.map((value) => label(value, pixels));
        const kept = spacedTicks(labels);
        const shown = labels.filter(({ value }) => kept.has(value));
        expect(shown.length).toBeGreaterThan(0);
        for (const [index, { at, width }] of shown.entries()) {
          const next = shown[index + 1];
          if (next) expect(next.at - at).toBeGreaterThan((width + next.width) / 2);
        }
      }),
    );
  });
});
