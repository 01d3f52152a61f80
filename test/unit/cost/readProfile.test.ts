import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../server/engine/cost/readProfile';

const base = {
  kind: 'cnn-profile',
  format: 1,
  network: 'toy',
  platform: 'demo',
  layers: ['a', 'b', 'c'],
  executionPlaces: ['big', 'lit'],
  seconds: [[1, 4], [2, 8], [0, 0]], // prettier-ignore
};

/** The space of a profile that must be sound. */
function spaceOf(more: object) {
  const result = readProfile({ ...base, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.table.space;
}

/** `code path` of each problem. */
function problemsOf(data: unknown): string[] {
  return readProfile(data).problems.map((p) => `${p.code} ${p.path.join('.')}`);
}

describe('readProfile', () => {
  it('reads times, with defaults for what is left out', () => {
    const result = readProfile(base);
    expect(result).toMatchObject({
      ok: true,
      problems: [],
      value: { network: 'toy', platform: 'demo' },
    });
    if (!result.ok) return;
    const { table } = result.value;
    expect(table.seconds(1, 0)).toBe(2);
    expect([...table.secondsBefore]).toEqual([0, 1, 3, 3, 0, 4, 12, 12]);
    expect([...table.space.hints]).toEqual([2.5, 5, 0]);
    expect([...table.space.cutBytes]).toEqual([0, 0, 0, 0]);
    expect([...table.space.memoryBytes]).toEqual([Infinity, Infinity]);
    expect([...table.space.linkSecondsPerByte]).toEqual([0, 0, 0, 0]);
    expect(table.space).toMatchObject({ overlapped: true, classCount: 2 });
  });

  it('reads what is given', () => {
    const space = spaceOf({
      weights: [5, 6, 7],
      cutBytes: [1, 2, 3, 4],
      linkBytesPerSecond: 4,
      weightBytes: [10, 10, 10],
      memoryBytes: [10, null],
      transfers: 'blocking',
    });
    expect([...space.hints]).toEqual([5, 6, 7]);
    expect([...space.cutBytes]).toEqual([1, 2, 3, 4]);
    expect([...space.linkSecondsPerByte]).toEqual([0, 0.25, 0.25, 0]);
    expect([...space.weightBytesBefore]).toEqual([0, 10, 20, 30]);
    expect([...space.memoryBytes]).toEqual([10, Infinity]);
    expect(space.overlapped).toBe(false);
  });

  it('reads a link matrix: null is without limit, the diagonal does not matter', () => {
    const linkBytesPerSecond = [[0, 2], [null, 'x']]; // prettier-ignore
    expect([...spaceOf({ linkBytesPerSecond }).linkSecondsPerByte]).toEqual([0, 0.5, 0, 0]);
  });

  it.each([
    ['a negative time', { seconds: [[1, 4], [2, -8], [0, 0]] }, 'bad-time seconds.1.1'],
    ['no number', { seconds: [[1, 4], [2, Number.NaN], [0, 0]] }, 'bad-time seconds.1.1'],
    ['an infinite time', { seconds: [[1, 4], [2, 8], [Infinity, 0]] }, 'bad-time seconds.2.0'],
    ['a missing time', { seconds: [[1, 4], [null, 8], [0, 0]] }, 'bad-time seconds.1.0'],
    ['a text for a time', { seconds: [[1, 4], [2, 8], [0, '0']] }, 'bad-time seconds.2.1'],
    ['a time beyond all patience', { seconds: [[1, 4], [1e10, 0], [0, 0]] }, 'bad-time seconds.1.0'],
    ['a short row', { seconds: [[1, 4], [2], [0, 0]] }, 'wrong-size seconds.1'],
    ['a long row', { seconds: [[1, 4], [2, 8, 9], [0, 0]] }, 'wrong-size seconds.1'],
    ['a missing row', { seconds: [[1, 4], [2, 8]] }, 'wrong-size seconds'],
    ['a row that is none', { seconds: [[1, 4], 2, [0, 0]] }, 'wrong-type seconds.1'],
    ['too few cuts', { cutBytes: [1, 2, 3] }, 'wrong-size cutBytes'],
    ['a negative cut', { cutBytes: [1, 2, -3, 4] }, 'wrong-type cutBytes.2'],
    ['too few weights', { weights: [1] }, 'wrong-size weights'],
    ['no number for a weight', { weights: [1, null, 3] }, 'wrong-type weights.1'],
    ['too many memories', { memoryBytes: [1, 2, 3] }, 'wrong-size memoryBytes'],
    ['weights beyond all memories', { weightBytes: [1, 1e19, 0] }, 'wrong-type weightBytes.1'],
    ['hints that sums overflow with', { weights: [1, 1.5e308, 3] }, 'wrong-type weights.1'],
    ['a tensor beyond all memories', { cutBytes: [1, 1e300, 2, 3] }, 'wrong-type cutBytes.1'],
    ['a link that nearly stands still', { linkBytesPerSecond: 5e-324 }, 'wrong-type linkBytesPerSecond'],
    ['a slow link among others', { linkBytesPerSecond: [[1, 0.5], [1, 1]] }, 'wrong-type linkBytesPerSecond.0.1'],
    ['a link of no bandwidth', { linkBytesPerSecond: 0 }, 'wrong-type linkBytesPerSecond'],
    ['a negative link', { linkBytesPerSecond: [[1, -2], [1, 1]] }, 'wrong-type linkBytesPerSecond.0.1'],
    ['a link that stands still', { linkBytesPerSecond: [[1, 1], [0, 1]] }, 'wrong-type linkBytesPerSecond.1.0'],
    ['a small link matrix', { linkBytesPerSecond: [[1]] }, 'wrong-size linkBytesPerSecond'],
    ['a ragged link matrix', { linkBytesPerSecond: [[1, 1], [1]] }, 'wrong-size linkBytesPerSecond.1'],
    ['layers of one name', { layers: ['a', 'b', 'a'] }, 'duplicate-name layers.2'],
    ['places of one name', { executionPlaces: ['big', 'big'] }, 'duplicate-name executionPlaces.1'],
    ['no places', { executionPlaces: [], seconds: [[], [], []] }, 'wrong-type executionPlaces'],
    ['another kind', { kind: 'cnn-tuning' }, 'wrong-type kind'],
    ['a later format', { format: 2 }, 'later-format format'],
    ['no format at all', { format: 0.5 }, 'wrong-type format'],
    ['a misspelt key', { cutbytes: [1, 2, 3, 4] }, 'unknown-key cutbytes'],
    ['other transfers', { transfers: 'overlaped' }, 'wrong-type transfers'],
    ['weights that fit only one by one', { weightBytes: [6, 6, 6], memoryBytes: [10, 10] }, 'weights-exceed-memory memoryBytes'],
    ['weights that fit nowhere', { weightBytes: [1, 30, 1], memoryBytes: [10, 20] }, 'memory-too-small weightBytes.1'],
  ])('refuses %s', (_, more, expected) => {
    const data = { ...base, ...more };
    expect(problemsOf(data)).toEqual([expected]);
    expect(readProfile(data).ok).toBe(false);
  }); // prettier-ignore

  it('warns of notes that it does not know', () => {
    const result = readProfile({ ...base, measuredBy: 'hand' });
    expect(result).toMatchObject({
      ok: true,
      problems: [{ code: 'unknown-key', severity: 'warning' }],
    });
  });

  it.each([[null], [[]], ['text'], [42], [{}]])('refuses %j', (data) => {
    expect(readProfile(data).ok).toBe(false);
  });

  it('refuses more places than link matrices should have, before it makes any', () => {
    const executionPlaces = Array.from({ length: 5000 }, (_, place) => `p${place}`);
    const seconds = base.layers.map(() => executionPlaces.map(() => 1));
    expect(problemsOf({ ...base, executionPlaces, seconds })).toEqual([
      'wrong-type executionPlaces',
    ]);
  });
});
