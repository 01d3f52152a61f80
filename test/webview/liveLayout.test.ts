import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLoad, minuteSeconds } from '../../server/protocol/liveModel';
import { LiveHistory } from '../../server/runtime/live/liveHistory';
import { applyUpdate } from '../../webview/src/live/applyUpdate';
import { liveCsv } from '../../webview/src/live/liveCsv';
import { liveLayout } from '../../webview/src/live/layout';
import { formOf, readForm } from '../../webview/src/live/loadForm';
import { momentLabels } from '../../webview/src/live/momentLabels';
import { paceOf } from '../../webview/src/live/paceOf';
import { readSavedState } from '../../webview/src/live/panelState';
import {
  selected,
  shifted,
  shownWindow,
  zoomedIn,
  zoomedOut,
} from '../../webview/src/live/timeWindow';
import { sampleFrames, sampleLoad, sampleMoments, sampleRun } from './sampleLive';

const minute = { span: 'minute', zoom: null } as const;
const whole = { span: 'whole', zoom: null } as const;

describe('the history of a run', () => {
  it('keeps the last minute, and the whole run in a bounded number of points', () => {
    const frames = sampleFrames(400);
    const history = new LiveHistory(sampleLoad, sampleMoments(['ep0', 'ep1'], 400));
    for (const frame of frames) history.add(frame);
    expect(history.minute.length).toBe(600);
    expect(history.minute[0]?.elapsedSeconds).toBeGreaterThan(400 - minuteSeconds);
    expect(history.whole.length).toBeLessThanOrEqual(600);
    expect(history.whole.length).toBeGreaterThan(299);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    for (const kind of ['completed', 'violations'] as const) {
      expect(sum(history.whole.map((p) => p[kind]))).toBe(sum(frames.map((f) => f[kind])));
    }
    expect(sum(history.whole.map(({ seconds }) => seconds))).toBeCloseTo(400, 6);
    expect(history.whole.at(-1)?.elapsedSeconds).toBe(frames.at(-1)?.elapsedSeconds);
    const worst = Math.max(...frames.map(({ latency }) => latency.p99 / 1e6));
    expect(Math.max(...history.whole.map(({ p99Seconds }) => p99Seconds ?? 0))).toBe(worst);
  });

  it('is the same for a panel that was there all the time', () => {
    const history = new LiveHistory(sampleLoad, sampleMoments(['ep0', 'ep1'], 400));
    let { model } = sampleRun({ seconds: 0 });
    for (const frame of sampleFrames(130)) model = applyUpdate(model, history.add(frame));
    const { minute: last, whole: all, places, totals, figures, summary } = history;
    expect(model).toMatchObject({ minute: last, whole: all, places, totals, figures, summary });
    expect(model.marks.map(({ words }) => words)).toEqual(['ep1 slower', 'conv1.1: ep1 → ep0', 'conv1.1: ep0 → ep1']); // prettier-ignore
    expect(model.bands).toMatchObject([{ place: 'ep1', words: 'mem-4 ×1.14–1.72', toSeconds: 41 }]);
  });

  it('tells moments without queries from moments without time', () => {
    const [first] = sampleFrames(0.1);
    if (!first) throw new Error('There is no frame.');
    const history = new LiveHistory(defaultLoad, sampleMoments(['ep0'], 0));
    const silent = { ...first, completed: 0, throughput: 0, latency: { ...first.latency, p50: 0, p99: 0 } }; // prettier-ignore
    expect(history.add(silent).point).toMatchObject({ p50Seconds: null, p99Seconds: null });
  });
});

describe('an update', () => {
  it('that the panel has seen changes nothing', () => {
    const { model, next } = sampleRun();
    const [first] = next;
    if (!first) throw new Error('There is no update.');
    const once = applyUpdate(model, first);
    expect(once.minute.length).toBe(600);
    expect(applyUpdate(once, first)).toBe(once);
  });
});

describe('the layout', () => {
  it('holds every curve within its axes', () => {
    const { model } = sampleRun();
    const { throughput, latency, queue, window } = liveLayout(model, whole);
    for (const { curves, y } of [throughput, latency, queue]) {
      for (const curve of curves) {
        expect(curve.length).toBeGreaterThan(0);
        for (const point of curve) {
          expect(point.y).toBeLessThanOrEqual(y.max);
          expect(point.x).toBeGreaterThanOrEqual(window.from);
          expect(point.x).toBeLessThanOrEqual(window.to + 1e-9);
        }
      }
    }
    expect(latency.slo).toBe(0.06);
    expect(latency.violations.length).toBeGreaterThan(0);
  });

  it('counts back from now over the last minute, and from the start otherwise', () => {
    const { model } = sampleRun();
    const texts = liveLayout(model, minute).ticks.map(({ text }) => text);
    expect(texts).toEqual(['−60 s', '−50 s', '−40 s', '−30 s', '−20 s', '−10 s', 'now']);
    expect(liveLayout(model, whole).ticks.map(({ text }) => text)).toEqual(['0 s', '20 s', '40 s', '60 s']); // prettier-ignore
    const begun = sampleRun({ seconds: 3 }).model;
    expect(shownWindow(begun, minute)).toEqual({ from: 0, to: 60 });
    expect(liveLayout(begun, minute).ticks[0]?.text).toBe('0 s');
  });

  it('shows a zoomed part as fine as it is kept', () => {
    const { model } = sampleRun({ seconds: 240 });
    const points = (from: number, to: number) =>
      liveLayout(model, { span: 'whole', zoom: { from, to } }).throughput.curves[0]?.length ?? 0;
    expect(points(230, 232)).toBeGreaterThan(18);
    expect(points(100, 102)).toBeLessThan(10);
  });

  it('survives figures that no run can have', () => {
    const { model } = sampleRun({ seconds: 5 });
    for (const bad of [NaN, Infinity, -1, 1e300, 5e-324]) {
      const points = model.minute.map((point) => ({
        ...point,
        throughput: bad,
        p99Seconds: bad,
        queueDepth: bad,
        utilisation: [bad, bad],
      }));
      const { throughput, latency, strips } = liveLayout({ ...model, minute: points }, minute);
      for (const { y } of [throughput, latency]) {
        expect(y.max).toBeGreaterThan(0);
        expect(y.max).toBeLessThan(1e102);
      }
      for (const { busy } of strips.flat()) expect(busy >= 0 && busy <= 1).toBe(true);
    }
  });
});

describe('labels of moments', () => {
  const letters = (text: string) => 6 * text.length;
  const marksAt = (...seconds: number[]) =>
    seconds.map((elapsedSeconds) => ({ elapsedSeconds, kind: 'settled', words: 'a: x → y' }) as const); // prettier-ignore

  it('stand where things happened, within the plot, and never on each other', () => {
    const window = { from: 0, to: 60 };
    const labels = momentLabels({ marks: marksAt(0, 1, 2, 3, 30, 60), bands: [], window }, 600, letters); // prettier-ignore
    // Of four that are close the oldest has no row left.
    expect(labels).toHaveLength(5);
    for (const [index, one] of labels.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(0);
      expect(one.left + letters(one.text)).toBeLessThanOrEqual(600);
      for (const other of labels.slice(0, index)) {
        const apart = Math.abs(one.left - other.left) >= letters(one.text);
        expect(one.row !== other.row || apart).toBe(true);
      }
    }
  });

  it('leave out trials, and shorten what is long', () => {
    const window = { from: 0, to: 10 };
    const trial = { elapsedSeconds: 1, kind: 'trial', words: 'x' } as const;
    const band = { place: 'p'.repeat(100), words: 'mem-6', from: 2, to: 3 };
    const labels = momentLabels({ marks: [trial], bands: [band], window }, 600, letters);
    expect(labels.map(({ kind }) => kind)).toEqual(['band']);
    expect(labels[0]?.text).toHaveLength(60);
  });
});

describe('zooming', () => {
  it('stays within the run and comes back to all of it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 5, max: 4000 }), (a, b, end) => {
        const part = selected({ from: 0, to: end }, a, b);
        if (part === null) return Math.abs(a - b) < 0.01;
        expect(part.from).toBeGreaterThanOrEqual(0);
        expect(part.to).toBeGreaterThan(part.from);
        for (const moved of [shifted(part, 0.5, end), shifted(part, -0.5, end)]) {
          expect(moved.from).toBeGreaterThanOrEqual(0);
          expect(moved.to - moved.from).toBeCloseTo(part.to - part.from, 6);
        }
        let wide: typeof part | null = zoomedIn(part);
        for (let step = 0; step < 20 && wide !== null; step += 1) wide = zoomedOut(wide, end);
        expect(wide).toBeNull();
        return true;
      }),
    );
  });
});

describe('the form', () => {
  it('reads back what it shows', () => {
    for (const load of [defaultLoad, sampleLoad, { ...sampleLoad, sloSeconds: 0.0123 }]) {
      expect(readForm(formOf(load))).toEqual({ ok: true, load });
    }
  });

  it.each([
    ['perSecond', '0'],
    ['perSecond', 'many'],
    ['perSecond', ''],
    ['perSecond', 'Infinity'],
    ['seconds', '-1'],
    ['seconds', '1e9'],
    ['sloMilliseconds', '0'],
    ['sloMilliseconds', 'x'],
  ] as const)('says what is wrong with %s: %j', (field, text) => {
    const read = readForm({ ...formOf(sampleLoad), [field]: text });
    expect(read).toMatchObject({
      ok: false,
      field,
      message: expect.stringMatching(/number|seconds/),
    });
  });

  it('asks for no rate where queries follow each other, and for no SLO', () => {
    const form = {
      ...formOf(sampleLoad),
      arrivals: 'closed',
      perSecond: 'x',
      sloMilliseconds: ' ',
    };
    expect(readForm({ ...form, arrivals: 'closed' })).toMatchObject({ ok: true, load: { sloSeconds: null } }); // prettier-ignore
    expect(readForm({ ...formOf(sampleLoad), seconds: '1,5' })).toMatchObject({ load: { seconds: 1.5 } }); // prettier-ignore
  });
});

it('exports every kept moment', () => {
  const { model } = sampleRun();
  const lines = liveCsv(model).trim().split('\r\n');
  expect(lines).toHaveLength(model.whole.length + 1);
  expect(lines[0]).toMatch(/^elapsed_seconds,.*,ep0 busy,ep0 stage_seconds,ep1 busy,/);
});

it('takes anything for what an earlier panel saved', () => {
  const plain = { subject: '', span: 'minute', asTable: false, scroll: 0 };
  for (const value of [null, 1, 'x', [], { span: 3, asTable: 'yes', scroll: NaN, subject: {} }]) {
    expect(readSavedState(value)).toEqual(plain);
  }
  expect(readSavedState({ span: 'whole', asTable: true, scroll: 5, subject: 's' })).toEqual({
    span: 'whole',
    asTable: true,
    scroll: 5,
    subject: 's',
  });
});

describe('the pace of pictures', () => {
  it('is ten a second at most, and four at least', () => {
    expect(paceOf(60, 1500)).toBeCloseTo(240);
    for (const [seconds, width] of [[0.5, 3000], [5, 1500], [0, 0]] as const) expect(paceOf(seconds, width)).toBe(100); // prettier-ignore
    for (const [seconds, width] of [[60, 400], [3600, 1500], [60, 0]] as const) expect(paceOf(seconds, width)).toBe(250); // prettier-ignore
  });
});
