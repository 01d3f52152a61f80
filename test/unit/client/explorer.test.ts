import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileStem } from '../../../client/src/explorer/fileStem';
import { readInputShape } from '../../../client/src/explorer/inputShape';
import { relativeAge } from '../../../client/src/explorer/relativeAge';
import { summarizeComparison } from '../../../client/src/explorer/comparisonSummary';
import { networkNameOf } from '../../../client/src/explorer/networkNameOf';
import { summarizeProfile } from '../../../client/src/explorer/profileSummary';
import { secondsText, shareText, throughputText } from '../../../client/src/explorer/resultFigures';
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

describe('the summaries of comparisons and profiles', () => {
  const comparison = {
    kind: 'cnn-comparison',
    network: 'ResNet-50',
    platform: 'tx2',
    explorers: [{}, {}],
    runs: [1, 2, 3],
    sources: { network: 'resnet-50.cnn.yaml' },
  };
  const profile = {
    kind: 'cnn-profile',
    network: 'ResNet-50',
    platform: 'tx2',
    executionPlaces: ['slow', 'fast'],
    seconds: [
      [0.25, 0.125],
      [0.5, 0.125],
    ],
  };

  it('hold what a list shows', () => {
    expect(summarizeComparison(JSON.stringify(comparison))).toEqual({
      network: 'ResNet-50',
      platform: 'tx2',
      explorers: 2,
      runs: 3,
      cancelled: false,
      sources: comparison.sources,
    });
    expect(summarizeProfile(JSON.stringify({ ...profile, unfinished: true }))).toEqual({
      network: 'ResNet-50',
      platform: 'tx2',
      layers: 2,
      places: 2,
      fastestSeconds: 0.25,
      unfinished: true,
    });
  });

  it('are none for other texts', () => {
    for (const text of ['', '{', 'null', JSON.stringify(result)]) {
      expect(summarizeComparison(text)).toBeNull();
      expect(summarizeProfile(text)).toBeNull();
    }
    expect(summarizeProfile(JSON.stringify(comparison))).toBeNull();
    expect(summarizeComparison(JSON.stringify(profile))).toBeNull();
  });

  it('never throw', () => {
    const anything = fc.anything();
    const shape = { executionPlaces: fc.array(anything), seconds: fc.array(anything) };
    fc.assert(
      fc.property(fc.record(shape), (data) => {
        const summary = summarizeProfile(JSON.stringify({ kind: 'cnn-profile', ...data }));
        expect(typeof summary?.fastestSeconds).toBe('number');
      }),
    );
  });

  it.each([
    ['resnet-50.tx2.profile.json', ['resnet.cnn.yaml', 'resnet-50.onnx', 'resnet-50.cnn.yaml'], 'resnet-50.cnn.yaml'], // prettier-ignore
    ['a.b.tx2.profile.json', ['a.cnn.yaml', 'a.b.onnx'], 'a.b.onnx'],
    ['tx2.profile.json', ['tx2.platform.yaml', 'resnet-50.cnn.yaml'], undefined],
  ])('find the network of %s', (name, names, network) => {
    expect(networkNameOf(name, names)).toBe(network);
  });

  it('write times in a unit that suits them', () => {
    const texts = [12.34, 0.0581, 0.000_012_3, Infinity].map(secondsText);
    expect(texts).toEqual(['12.3 s', '58.1 ms', '12.3 µs', '∞ s']);
  });
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
