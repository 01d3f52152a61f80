import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileStem } from '../../../client/src/explorer/fileStem';
import { readInputShape } from '../../../client/src/explorer/inputShape';
import { relativeAge } from '../../../client/src/explorer/relativeAge';
import { shareText, throughputText } from '../../../client/src/explorer/resultFigures';
import { summarizeResult } from '../../../client/src/explorer/resultSummary';

const result = {
  kind: 'cnn-tuning',
  network: 'ResNet-50',
  platform: 'tx2',
  explorer: 'shisha',
  best: { throughput: 812.4 },
  trials: 23,
  optimum: { quality: 0.9968 },
  sources: { network: 'resnet-50.cnn.yaml', platform: '../tx2.platform.yaml' },
};
const summarize = (data: unknown) => summarizeResult(JSON.stringify(data));

describe('the summary of a result', () => {
  it('holds what a list shows', () => {
    expect(summarize(result)).toEqual({
      network: 'ResNet-50',
      platform: 'tx2',
      explorer: 'shisha',
      throughput: 812.4,
      trials: 23,
      quality: 0.9968,
      cancelled: false,
      sources: result.sources,
    });
  });

  it('goes without what is not known', () => {
    const { sources, ...rest } = result;
    expect(sources).toBeDefined();
    expect(summarize({ ...rest, optimum: null, cancelled: true })).toMatchObject({
      quality: null,
      cancelled: true,
      sources: {},
    });
  });

  it('is none for other texts', () => {
    const { best, ...withoutBest } = result;
    expect(best).toBeDefined();
    for (const other of [null, 3, [], 'text', {}, { kind: 'cnn-layers' }, withoutBest]) {
      expect(summarize(other)).toBeNull();
    }
    for (const text of ['', '{', '\u0000', '[1', 'cnn: x'])
      expect(summarizeResult(text)).toBeNull();
  });

  it('never throws', () => {
    const kind = fc.constant('cnn-tuning');
    const shape = { kind, best: fc.anything(), optimum: fc.anything(), sources: fc.anything() };
    fc.assert(
      fc.property(fc.record(shape), (data) => {
        const summary = summarize({ trials: 1, ...data });
        expect(summary === null || Number.isFinite(summary.throughput)).toBe(true);
      }),
    );
  });
});

it('writes figures as the panels do', () => {
  expect([0.4, 9.876, 81.24, 816.4, 12345].map(throughputText)).toEqual([
    '0.40 /s',
    '9.88 /s',
    '81.2 /s',
    '816 /s',
    '12,345 /s',
  ]);
  expect(throughputText(Infinity)).toBe('∞ /s');
  expect([0.9018, 0.99999, 1, 0.05].map(shareText)).toEqual([
    '90.2 %',
    '99.9 %',
    '100 %',
    '5.00 %',
  ]);
});

it('tells ages in the largest unit that fits', () => {
  const ages = [0, 59_000, 60_000, 3_599_000, 7_200_000, 90_000_000, 700_000_000, 4e10, 1e12];
  expect(ages.map((age) => relativeAge(age, 'en'))).toEqual([
    'now',
    'now',
    '1m ago',
    '59m ago',
    '2h ago',
    'yesterday',
    'last wk.',
    'last yr.',
    '31y ago',
  ]);
  expect(relativeAge(-5000, 'en')).toBe('now');
});

describe('a file name for a machine', () => {
  it('is short and plain', () => {
    expect(fileStem('Intel(R) Core(TM) i7-1260P CPU @ 2.10GHz', 'x')).toBe('intel-core-i7-1260p');
    expect(fileStem('AMD EPYC 7B13 64-Core Processor', 'x')).toBe('amd-epyc-7b13-64-core');
    expect(fileStem('Élan ../../etc/passwd', 'x')).toBe('elan-etc-passwd');
    expect(fileStem('处理器', 'this-machine')).toBe('this-machine');
  });

  it('is always a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(fileStem(name, 'machine')).toMatch(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/);
      }),
    );
  });
});

it('reads input shapes as people write them', () => {
  for (const text of ['3, 224, 192', '3x224x192', ' 3 224 192 ', '[3,224,192]', '3 × 224 × 192']) {
    expect(readInputShape(text)).toEqual([3, 224, 192]);
  }
  for (const text of [
    '',
    '3, 224',
    '3, 0, 224',
    '-3, 224, 224',
    '3, 2.5, 1',
    'a, b, c',
    '1,2,3,4',
  ]) {
    expect(readInputShape(text)).toBeUndefined();
  }
});
