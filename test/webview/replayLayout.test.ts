import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayWindow } from '../../server/protocol/replayModel';
import { asked, wholeAxis, type AxisWindow } from '../../webview/src/replay/axisWindow';
import { replaySvg } from '../../webview/src/replay/replaySvg';
import { replayLayout, spotAt } from '../../webview/src/replay/layout';
import { niceTicks, roundAbove } from '../../webview/src/replay/niceTicks';
import type { Colors } from '../../webview/src/replay/paint';
import { policyStyles } from '../../webview/src/replay/policyStyles';
import { hostileNames, letters } from './letters';
import { sampleReplay, type SampleReplay } from './sampleReplay';

function toldOf(sample: SampleReplay, window?: AxisWindow, pixels = 900) {
  const { model, answer } = sampleReplay(sample);
  const wanted = window ?? wholeAxis(model);
  const told = answer({ kind: 'window', window: asked(wanted, pixels, model) });
  if (told.kind !== 'window') throw new Error('A window was asked for.');
  return { model, told: told.window, window: wanted };
}

function picture(sample: SampleReplay = {}, width = 1000, window?: AxisWindow) {
  const { model, told, window: shown } = toldOf(sample, window, width);
  const input = { model, told, window: shown, hidden: new Set<number>(), chosen: 0 };
  return { model, told, layout: replayLayout(input, { width, chartHeight: 120 }, letters), input };
}

describe('the picture', () => {
  it('has all curves, bands, marks and rows on one axis', () => {
    const { model, layout } = picture();
    const lines = layout.shapes.filter(({ kind }) => kind === 'line');
    const words = layout.texts.map(({ text }) => text);
    for (const { title } of model.policies) expect(words.filter((word) => word === title)).toHaveLength(2); // prettier-ignore
    for (const { name } of model.places) expect(words).toContain(name);
    expect(words).toContain('SLO 40 ms');
    expect(words).toContain('mem-6 ×1.9');
    expect(lines.length).toBeGreaterThan(2 * model.policies.length);
    // The first band begins where its shade in the charts does.
    const [band] = layout.spots.filter(({ words: said }) => said.startsWith('ep0:'));
    const shade = layout.shapes.find((shape) => shape.kind === 'box' && shape.opacity === 0.13);
    if (shade?.kind !== 'box') throw new Error('There is no shade.');
    expect(band?.x).toBe(shade.x);
    expect(band?.width).toBe(shade.width);
    expect(shade.x).toBeCloseTo(layout.plot.x + 0.075 * layout.plot.width, 6);
  });

  it('keeps every text in the picture, at every width', () => {
    for (const width of [376, 700, 1560]) {
      const { layout } = picture({}, width);
      for (const { text, x, align } of layout.texts) {
        const size = letters.widthOf(text, 'small');
        const left = align === 'start' ? x : align === 'end' ? x - size : x - size / 2;
        expect(left, text).toBeGreaterThanOrEqual(-1);
      }
    }
  });

  it('draws only the policies that are shown', () => {
    const { input } = picture();
    const room = { width: 1000, chartHeight: 120 };
    const one = replayLayout({ ...input, hidden: new Set([0, 1, 3]) }, room, letters);
    const words = one.texts.map(({ text }) => text);
    expect(words).not.toContain('LLS');
    expect(words).toContain('static');
    expect(one.height).toBeLessThan(replayLayout(input, room, letters).height);
  });

  it('explains what stands under the pointer', () => {
    const { layout, model } = picture();
    const detection = layout.spots.find(({ words }) => words.includes('▲ detected'));
    if (!detection) throw new Error('There is no detection.');
    const spot = spotAt(layout, detection.x + 6, detection.y + 7);
    expect(spot?.words).toContain('ep0 slower');
    expect(spot?.words).toContain(model.policies[0]?.title);
    expect(spotAt(layout, 2, 2)).toBeNull();
  });

  it('draws a few shapes of half a million episodes, and of ten thousand places', () => {
    const { layout } = picture({ queries: 1_000_000, episodes: 500_000 }, 1500);
    expect(layout.shapes.length).toBeLessThan(60_000);
    expect(picture({ places: 60 }).layout.height).toBeLessThan(900);
  });

  it('takes a window that was told of another stretch, and broken numbers', () => {
    const { model, told, input } = picture();
    const numbers = fc.constantFrom(null, 0, -1, NaN, Infinity, 1e-320, 1e300, 5);
    const column = fc.array(numbers, { minLength: told.columns, maxLength: told.columns });
    fc.assert(
      fc.property(column, column, fc.nat(5000), (rates, tails, from) => {
        const broken: ReplayWindow = {
          ...told,
          curves: told.curves.map((curves) => ({
            ...curves,
            throughput: rates,
            latencyP99: tails,
            latencyMax: tails,
          })),
        };
        const window = { from, to: from + 10 };
        const layout = replayLayout({ ...input, told: broken, window }, { width: 800, chartHeight: 100 }, letters); // prettier-ignore
        for (const shape of layout.shapes) {
          const values = shape.kind === 'line' || shape.kind === 'area' ? shape.points : [shape.x, shape.y]; // prettier-ignore
          expect(values.every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
    expect(model.policies).toHaveLength(4);
  });

  it('tells policies apart without their colours', () => {
    const styles = policyStyles(
      Array.from({ length: 8 }, (_, index) => ({ isBound: index === 7 })),
    );
    const signs = styles.map(({ ink, dash }) => `${ink} ${dash.join()}`);
    expect(new Set(signs).size).toBe(8);
    expect(new Set(styles.slice(0, 4).map(({ dash }) => dash.join())).size).toBe(4);
    expect(styles[7]?.ink).toBe('--good');
  });
});

describe('ticks', () => {
  it('are round, few, and in the range', () => {
    const range = fc.tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true })); // prettier-ignore
    fc.assert(
      fc.property(range, fc.integer({ min: 2, max: 12 }), ([from, span], most) => {
        const ticks = niceTicks(from, from + span, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(from - 1e-6 * (from + span));
          expect(value).toBeLessThanOrEqual((from + span) * (1 + 1e-6));
        }
      }),
    );
    expect(niceTicks(0, 4000, 8).map(({ value }) => value)).toContain(500);
    expect(roundAbove(208)).toBe(250);
    expect(roundAbove(0)).toBe(1);
  });
});

describe('the exported picture', () => {
  it('stands alone, and takes names as text', () => {
    const name = hostileNames.join(' ');
    const { model, layout } = picture({ name, titles: [name, 'bound'] });
    const ink = new Proxy({}, { get: () => 'rgb(1, 2, 3)' }) as Colors;
    const svg = replaySvg(model, layout, ink, letters, '"Segoe UI", sans-serif');
    expect(svg).not.toContain('<img');
    expect(svg).not.toContain('undefined');
    expect(svg.match(/<text/g)?.length).toBe(layout.texts.length + 2);
    expect(svg.match(/<(rect|circle|polygon|polyline)/g)?.length).toBe(layout.shapes.length + 2);
  });
});
