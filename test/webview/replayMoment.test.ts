import { describe, expect, it } from 'vitest';
import { lanesLayout, unusedPlaces } from '../../webview/src/replay/lanes';
import { isBetter, spokenMoment, versusWords } from '../../webview/src/replay/momentWords';
import { hostileNames, letters } from './letters';
import { sampleReplay, type SampleReplay } from './sampleReplay';

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
