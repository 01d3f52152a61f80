import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Lane, StageMapModel } from '../../../server/protocol/stageMapModel';
import { stageMapText } from '../../../server/src/cli/stageMapText';
import { describeTerminal } from '../../../server/src/cli/terminal';

const utf8 = { LANG: 'C.UTF-8' };
const terminal = (columns: number, environment: Record<string, string> = utf8) =>
  describeTerminal({ columns }, environment, 'linux');

function lane(
  place: string,
  stage: number | null,
  seconds: number[],
  extra: Partial<Lane> = {},
): Lane {
  const computeSeconds = seconds.reduce((a, b) => a + b, 0);
  return {
    place,
    fast: place.startsWith('fep'),
    description: '8×3.0 GHz hbm',
    stage,
    segments: seconds.map((s, layer) => ({ layer, name: `${place}.layer${layer}`, seconds: s })),
    computeSeconds,
    transferSeconds: 0,
    idleSeconds: Math.max(0, 4e-3 - computeSeconds),
    busy: computeSeconds / 4e-3,
    bottleneck: false,
    bottleneckIsTransfer: false,
    ...extra,
  };
}

function model(lanes: Lane[], extra: Partial<StageMapModel> = {}): StageMapModel {
  return {
    title: 'Tiny on toy',
    subtitle: 'Shisha · rank_w · lFEP · α 10',
    figures: [
      { id: 'throughput', label: 'Throughput', value: '250 /s', detail: 'best of 3' },
      { id: 'space', label: 'Space', value: '3.2 × 10⁸', detail: '' },
    ],
    lanes,
    periodSeconds: 4e-3,
    axisSeconds: 4e-3,
    transfers: 'overlapped',
    trial: 2,
    bestTrial: 2,
    trialCount: 3,
    trials: [],
    optimumThroughput: null,
    cancelled: false,
    summary: '',
    ...extra,
  };
}

const two = model([
  lane('fep0', 1, [2e-3, 2e-3], { bottleneck: true }),
  lane('sep0', 2, [2e-3], { transferSeconds: 1e-3 }),
  lane('sep1', null, []),
]);

describe('stageMapText', () => {
  it('draws bars in proportion to time, with layers, transfer and idle time', () => {
    const lines = stageMapText(two, terminal(100)).split('\n');
    const count = (line: string, glyph: string) => [...line].filter((c) => c === glyph).length;
    const fep = lines.find((line) => line.includes('fep0 fast')) ?? '';
    const sep = lines.find((line) => line.includes('sep0 slow')) ?? '';
    const width = count(fep, '█') + count(fep, '│');
    expect(count(fep, '│')).toBe(1);
    expect(Math.abs(fep.indexOf('│') - fep.indexOf('█') - width / 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(count(sep, '▒') - width / 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(count(sep, '━') - width / 4)).toBeLessThanOrEqual(1);
    expect(count(sep, '▒') + count(sep, '━') + count(sep, '·')).toBe(width);
    expect(fep).toContain('◀ bottleneck');
    expect(sep).not.toContain('◀');
    expect(lines.some((line) => line.includes('unused: sep1'))).toBe(true);
  });

  it.each([40, 60, 80, 100, 160])('never writes beyond %i columns', (columns) => {
    const long = lane('an-execution-place-with-a-very-long-name', 1, [1e-3, 3e-3], {
      bottleneck: true,
      transferSeconds: 9,
    });
    const text = stageMapText(model([long, lane('sep0', 2, [0])]), terminal(columns));
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(columns);
  });

  it('keeps columns under each other where characters are wide, or take no room', () => {
    const named = [
      lane('速い場所', 1, [2e-3], { description: '4×2.0 GHz 記憶' }),
      lane('cafe\u0301', 2, [2e-3]),
      lane('sep0', 3, [2e-3]),
    ];
    const lines = stageMapText(model(named), terminal(80)).split('\n');
    const bars = lines.filter((line) => line.includes('▒'));
    const starts = bars.map((line) => stringWidth(line.slice(0, line.indexOf('▒'))));
    expect(new Set(starts.slice(0, 3)).size).toBe(1);
    expect(new Set(bars.slice(0, 3).map((line) => stringWidth(line))).size).toBe(1);
    const narrow = stageMapText(model(named, { title: '神'.repeat(40) }), terminal(40)).split('\n');
    for (const line of narrow) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it('shows the whole of each figure, below its value where there is no room beside it', () => {
    const detail = 'best at trial 16 · converged in 498 ms';
    const figures = [{ id: 'trials' as const, label: 'Trials', value: '26', detail }];
    const text = (columns: number) => stageMapText(model([], { figures }), terminal(columns));
    expect(text(60)).toContain(`Trials  26  ${detail}\n`);
    expect(text(45)).toContain(`Trials  26\n  ${detail}\n`);
  });

  it('writes nothing but ASCII where the locale is not UTF-8', () => {
    const text = stageMapText(two, terminal(100, { LANG: 'C' }));
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain('3.2 x 10^8');
    expect(text).toContain('alpha 10');
    expect(text).toContain('#|');
  });

  it('shows stages that take no time, and a period of zero', () => {
    const zero = model([lane('fep0', 1, [0, 0])], { periodSeconds: 0, axisSeconds: 0 });
    expect(stageMapText(zero, terminal(80))).toMatch(/fep0 fast +█ /);
  });

  it('marks a transfer that sets the period', () => {
    const slowLink = lane('fep0', 1, [1e-3], {
      bottleneck: true,
      bottleneckIsTransfer: true,
      transferSeconds: 3e-3,
    });
    expect(stageMapText(model([slowLink]), terminal(100))).toContain('◀ transfer');
  });

  it('lets no control character of a file through', () => {
    const hostile = model([lane('fep0', 1, [1e-3])], { title: 'a\u001b[31mb\u0007' });
    expect(stageMapText(hostile, terminal(80))).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('colours only where colours are wanted', () => {
    expect(stageMapText(two, terminal(100))).not.toContain('\u001b[');
    expect(stageMapText(two, terminal(100, { ...utf8, FORCE_COLOR: '1' }))).toContain('\u001b[');
    const refused = { ...utf8, FORCE_COLOR: '1', NO_COLOR: '1' };
    expect(stageMapText(two, terminal(100, refused))).not.toContain('\u001b[');
  });
});
