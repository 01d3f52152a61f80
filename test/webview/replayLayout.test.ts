import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayWindow } from '../../server/protocol/replayModel';
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
  type AxisWindow,
} from '../../webview/src/replay/axisWindow';
import {
  firstRow,
  rowsInSight,
  scrollTopOf,
  scrolledHeight,
} from '../../webview/src/replay/episodeRows';
import { replaySvg } from '../../webview/src/replay/exportSvg';
import { lanesLayout, unusedPlaces } from '../../webview/src/replay/lanes';
import { replayLayout, spotAt } from '../../webview/src/replay/layout';
import { isBetter, spokenMoment, versusWords } from '../../webview/src/replay/momentWords';
import { niceTicks, roundAbove } from '../../webview/src/replay/niceTicks';
import type { Colors } from '../../webview/src/replay/paint';
import { emptyPanel, readSavedState, withModel } from '../../webview/src/replay/panelState';
import { policyStyles } from '../../webview/src/replay/policyStyles';
import { commandOf, movedBy } from '../../webview/src/replay/scrubKeys';
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

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

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

describe('keys', () => {
  const { model } = sampleReplay({ queries: 5000 });

  it.each([
    [key('ArrowRight'), 1001],
    [key('ArrowLeft'), 999],
    [key('ArrowRight', true), 1010],
    [key('ArrowLeft', true), 990],
    [key('PageDown'), 1050],
    [key('PageUp'), 950],
    [key('Home'), 0],
    [key('End'), 4999],
    [key('x'), null],
  ])('%o moves the playhead from 1000 to %s', (pressed, position) => {
    expect(movedBy(pressed, 1000, model)).toBe(position);
  });

  it('never leave the axis', () => {
    expect(movedBy(key('ArrowLeft', true), 3, model)).toBe(0);
    expect(movedBy(key('PageDown'), 4990, model)).toBe(4999);
  });

  it.each([
    ['n', 'next'],
    [']', 'next'],
    ['p', 'previous'],
    ['[', 'previous'],
    ['+', 'zoomIn'],
    ['-', 'zoomOut'],
    ['0', 'fit'],
    ['q', null],
  ])('%s means %s', (name, command) => expect(commandOf(key(name))).toBe(command));
});

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

describe('the stage map of a moment', () => {
  const momentAt = (position: number, sample: SampleReplay = {}) => {
    const answer = sampleReplay(sample).answer({ kind: 'moment', position });
    const moment = answer.kind === 'moment' ? answer.moments[0] : undefined;
    if (!moment) throw new Error('There is no moment.');
    return moment;
  };

  it('outlines the layers that moved, and says what slows a place', () => {
    const { lanes, height } = lanesLayout(momentAt(500), 360, letters);
    expect(lanes.map(({ moved }) => moved.length)).toEqual([0, 0, 1, 0]);
    const texts = lanes.flatMap(({ texts: shown }) => shown.map(({ text }) => text));
    expect(texts).toContain('⚡ ×1.9 mem-6');
    expect(texts.some((text) => text.startsWith('◀ slowest'))).toBe(true);
    expect(height).toBeGreaterThan(4 * 30);
    const before = lanesLayout(momentAt(10), 360, letters).lanes;
    expect(before.flatMap(({ moved }) => moved)).toEqual([]);
  });

  it('joins neighbours that moved together to one outline', () => {
    const moment = { ...momentAt(500), movedLayers: [8, 9, 11] };
    expect(lanesLayout(moment, 360, letters).lanes[2]?.moved).toHaveLength(2);
  });

  it('takes broken times and hostile names', () => {
    for (const name of hostileNames) {
      const moment = momentAt(500, { name });
      const broken = {
        ...moment,
        periodSeconds: NaN,
        axisSeconds: -1,
        lanes: moment.lanes.map((lane) => ({
          ...lane,
          transferSeconds: Infinity,
          idleSeconds: -3,
        })),
      };
      const { lanes, periodX } = lanesLayout(broken, 300, letters);
      expect(Number.isFinite(periodX)).toBe(true);
      for (const { bar, texts } of lanes) {
        expect(Number.isFinite(bar.width)).toBe(true);
        for (const { text } of texts) expect(text.length).toBeLessThan(500);
      }
    }
  });

  it('names the places that are not used, with what slows them', () => {
    const [lane] = momentAt(500).lanes;
    if (!lane) throw new Error('There is no lane.');
    const idle = { ...lane, stage: null, segments: [] };
    expect(unusedPlaces([idle, { ...idle, interference: '' }, lane])).toBe('ep0 ×1.9 mem-6, ep0');
    expect(unusedPlaces(Array.from({ length: 60 }, () => idle))).toContain('and 20 more');
  });

  it('compares policies in words', () => {
    const one = { ...momentAt(0), throughput: 158, p99Seconds: 0.027 };
    const other = { ...one, throughput: 136, p99Seconds: 0.034 };
    expect(versusWords(one, other)).toBe('+22.0 /s · −7.00 ms p99');
    expect(versusWords(one, one)).toBe('the same');
    expect([isBetter(one, other), isBetter(other, one), isBetter(one, one)]).toEqual([true, false, false]); // prettier-ignore
    expect(spokenMoment(sampleReplay().model, momentAt(500), 500)).toBe(
      'query 500: ODIN α 10 160 /s, p99 28.5 ms, 94.0 % of the bound, interference on ep0 ×1.9 mem-6',
    );
  });
});

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

describe('what is saved', () => {
  const { model } = sampleReplay();

  it('is what was looked at, and anything else is as if nothing had been saved', () => {
    const saved = {
      position: 1704,
      window: { from: 1000, to: 2000 },
      hidden: ['LLS'],
      chosen: 'static',
      speed: 100,
      asTable: false,
      scroll: 40,
    };
    expect(readSavedState(saved)).toEqual(saved);
    const state = withModel(emptyPanel(saved), model, saved);
    expect(state).toMatchObject({ position: 1704, chosen: 2, window: { from: 1000, to: 2000 } });
    expect([...state.hidden]).toEqual([1]);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const read = readSavedState({ position: anything, window: anything, hidden: anything, speed: anything }); // prettier-ignore
        const shown = withModel(emptyPanel(read), model, read);
        expect(shown.position).toBeGreaterThanOrEqual(0);
        expect(shown.window.to).toBeLessThanOrEqual(model.end);
        expect(shown.hidden.size).toBeLessThan(model.policies.length);
      }),
    );
  });

  it('shows the first policy that is not the bound, and never nothing', () => {
    const none = readSavedState(null);
    expect(withModel(emptyPanel(none), model, none).chosen).toBe(0);
    const all = { ...none, hidden: model.policies.map(({ title }) => title) };
    expect(withModel(emptyPanel(all), model, all).hidden.size).toBe(0);
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
