import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../server/engine/interference/scenario/readScenario';
import type { Episode } from '../../../server/engine/interference/scenario';
import { stressLevel } from '../../../server/engine/interference/stressLevels';

const group = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${name}${i}`, group: name }));
const platform = { places: [...group('fep', 2), ...group('sep', 2)] };

function episodesOf(fields: object, most = 100): Episode[] {
  const read = readScenario({ interference: 's', ...fields }, platform);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found: Episode[] = [];
  for (const episode of read.value.episodes()) {
    if (found.push(episode) >= most) break;
  }
  return found;
}

/** `place from–to`, in short. */
const times = (episodes: readonly Episode[]) =>
  episodes.map(({ place, from, to }) => `${place} ${from}–${to}`);

function problemsOf(fields: object): string[] {
  const { problems } = readScenario({ interference: 's', ...fields }, platform);
  return problems.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('episodes', () => {
  it('are in order of their beginnings, then of places, and numbered', () => {
    const episodes = episodesOf({
      episodes: [
        { place: 'sep1', slowdown: 2, from: 10, to: 20 },
        { place: ['sep0', 'fep1'], stress: 'mem-6', from: 5, duration: 10 },
        { place: 'fep', slowdown: { compute: 1.2, memory: 2.4 }, from: 10 },
      ],
    });
    expect(times(episodes)).toEqual(['1 5–15', '2 5–15', '0 10–Infinity', '1 10–Infinity', '3 10–20']);
    expect(episodes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(episodes.map(({ name }) => name)).toEqual([
      'mem-6', 'mem-6', 'compute ×1.2, memory ×2.4', 'compute ×1.2, memory ×2.4', '×2',
    ]);
    expect(episodes[0]?.slowdown).toEqual(stressLevel('mem-6')?.slowdown);
    expect(episodes[4]?.slowdown).toEqual({ compute: 2, memory: 2 });
  }); // prettier-ignore

  it('come again with their period, so often or until there', () => {
    const entry = { place: 'fep0', slowdown: 2, from: 3, duration: 2, period: 10 };
    expect(times(episodesOf({ episodes: [{ ...entry, repeat: 3 }] }))).toEqual(['0 3–5', '0 13–15', '0 23–25']);
    expect(times(episodesOf({ episodes: [{ ...entry, until: 23 }] }))).toEqual(['0 3–5', '0 13–15']);
    expect(times(episodesOf({ episodes: [{ ...entry, duration: 10 }] }, 3))).toEqual(['0 3–13', '0 13–23', '0 23–33']);
  }); // prettier-ignore

  it('of all places slow each of them', () => {
    const episodes = episodesOf({ episodes: [{ place: 'all', slowdown: 2, from: 1, to: 2 }] });
    expect(times(episodes)).toEqual(['0 1–2', '1 1–2', '2 1–2', '3 1–2']);
  });

  it('of entries without end are merged lazily', () => {
    const episodes = episodesOf(
      {
        episodes: [
          { place: 'fep0', slowdown: 2, duration: 1, period: 2 },
          { place: 'fep1', slowdown: 2, from: 1, duration: 1, period: 3 },
        ],
      },
      6,
    );
    expect(times(episodes)).toEqual(['0 0–1', '1 1–2', '0 2–3', '0 4–5', '1 4–5', '0 6–7']);
  });

  it('may be none', () => {
    expect(episodesOf({ episodes: [] })).toEqual([]);
  });
});

describe('random entries', () => {
  it('slow one free place a period', () => {
    const episodes = episodesOf({ seed: 3, random: [{ period: 10, duration: 25, from: 5 }] }, 50);
    expect(times(episodes.slice(0, 3)).map((text) => text.slice(2))).toEqual(['5–30', '15–40', '25–50']);
    for (const { place, from, index } of episodes) {
      const beside = episodes.filter((e) => e.index < index && e.place === place && e.to > from);
      expect(beside).toEqual([]);
    }
    expect(new Set(episodes.map(({ name }) => name)).size).toBeGreaterThan(6);
  }); // prettier-ignore

  it('wait where all of their places are slowed', () => {
    const entry = { place: ['fep0', 'sep1'], slowdown: 2, period: 2, duration: 100, repeat: 4 };
    const episodes = episodesOf({ random: [entry] });
    expect(episodes.map(({ from }) => from)).toEqual([0, 2, 100, 102]);
    expect(new Set(episodes.map(({ place }) => place))).toEqual(new Set([0, 3]));
  });

  it('draw from the levels, factors, periods and durations that they are given', () => {
    const levels = episodesOf({ random: [{ stress: ['cpu-1', 'mem-2'], period: 1, duration: 1 }] });
    expect(new Set(levels.map(({ name }) => name))).toEqual(new Set(['cpu-1', 'mem-2']));
    const slowdown = { compute: 1.5, memory: [2, 3] };
    const ranges = episodesOf({ random: [{ slowdown, period: [5, 7], duration: [2, 4] }] });
    expect(new Set(ranges.map(({ slowdown: { compute } }) => compute))).toEqual(new Set([1.5]));
    const memory = ranges.map((e) => e.slowdown.memory);
    expect(Math.min(...memory)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...memory)).toBeLessThan(3);
    expect(new Set(ranges.map(({ from, to }) => to - from))).toEqual(new Set([2, 3, 4]));
    const gaps = ranges.slice(1).map(({ from }, i) => from - (ranges[i]?.from ?? 0));
    expect(new Set(gaps)).toEqual(new Set([5, 6, 7]));
    const both = episodesOf({ random: [{ slowdown: [1.2, 2.5], period: 1, duration: 1 }] });
    for (const { slowdown: own } of both) expect(own.compute).toBe(own.memory);
  });

  it('keep their draws when another entry is added', () => {
    const first = { place: 'fep', period: 10, duration: 5 };
    const alone = episodesOf({ random: [first] }, 20);
    const both = episodesOf({ random: [first, { place: 'sep', period: 7, duration: 5 }] }, 100);
    const ofFirst = both.filter(({ place }) => place < 2).slice(0, 20);
    expect(ofFirst.map((e) => ({ ...e, index: 0 }))).toEqual(
      alone.map((e) => ({ ...e, index: 0 })),
    );
  });

  it('draw by the seed, and the same again', () => {
    const drawn = (seed?: number) =>
      episodesOf({ ...(seed !== undefined && { seed }), random: [{ period: 1, duration: 1 }] });
    expect(drawn(2)).toEqual(drawn(2));
    expect(drawn()).toEqual(drawn(1));
    expect(drawn(2)).not.toEqual(drawn(1));
  });
});

describe('problems', () => {
  const entry = { place: 'fep0', slowdown: 2, from: 10 };
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['neither list', {}, ['missing-key ']],
    ['no strength', { episodes: [{ place: 'fep0' }] }, ['missing-key episodes.0']],
    ['two strengths', { episodes: [{ ...entry, stress: 'cpu-1' }] }, ['conflicting-keys episodes.0.slowdown']],
    ['two ends', { episodes: [{ ...entry, to: 20, duration: 5 }] }, ['conflicting-keys episodes.0.duration']],
    ['an end at the beginning', { episodes: [{ ...entry, to: 10 }] }, ['empty-interval episodes.0.to']],
    ['a repeat without period', { episodes: [{ ...entry, to: 20, repeat: 2 }] }, ['missing-key episodes.0']],
    ['a period without end', { episodes: [{ ...entry, period: 20 }] }, ['missing-key episodes.0']],
    ['a period that is too short', { episodes: [{ ...entry, to: 20, period: 9 }] }, ['period-too-short episodes.0.period']],
    ['a factor of one', { episodes: [{ ...entry, slowdown: 1 }] }, ['without-effect episodes.0.slowdown']],
    ['an early end', { random: [{ period: 5, duration: 5, from: 9, until: 9 }] }, ['without-effect random.0.until']],
    ['a range that is reversed', { random: [{ period: 5, duration: [5, 2] }] }, ['empty-interval random.0.duration']],
    ['half a query', { episodes: [{ ...entry, from: 0.5 }] }, ['wrong-type episodes.0.from']],
    ['an unknown place', { episodes: [{ ...entry, place: ['fep0', 'fpe'] }] }, ['unknown-place episodes.0.place.1']],
    ['all of random', { random: [{ place: 'all', period: 5, duration: 5 }] }, ['unknown-place random.0.place']],
    ['an unknown stress', { episodes: [{ place: 'fep0', stress: 'mem6' }] }, ['wrong-type episodes.0.stress']],
    ['an overlap', { episodes: [{ ...entry, to: 20 }, { ...entry, from: 19 }] }, ['overlapping-episodes episodes.1.place']],
    ['a period of nothing', { random: [{ period: 0, duration: 5 }] }, ['wrong-type random.0.period']],
    ['a later format', { format: 2, episodes: 5 }, ['later-format format']],
  ]; // prettier-ignore
  it.each(table)('name %s', (_, fields, expected) => {
    expect(problemsOf(fields)).toEqual(expected);
  });

  it('do not name seconds with parts, and neighbours that only touch', () => {
    expect(problemsOf({ unit: 'seconds', episodes: [{ ...entry, from: 0.5 }] })).toEqual([]);
    expect(
      problemsOf({
        episodes: [
          { ...entry, to: 20 },
          { ...entry, from: 20 },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    ['a mistyped level', { episodes: [{ place: 'fep0', stress: 'mem6' }] }, 'mem-6'],
    ['a mistyped place', { episodes: [{ place: 'fpe1', slowdown: 2 }] }, 'fep1'],
    ['a reversed range', { random: [{ period: [9, 3], duration: 1 }] }, '[3, 9]'],
    ['a mistyped key', { episodes: [{ place: 'fep0', slow_down: 2 }] }, 'slowdown'],
  ])('suggest what mends %s', (_, fields, suggestion) => {
    const [first] = readScenario({ interference: 's', ...fields }, platform).problems;
    expect(first?.suggestion).toBe(suggestion);
  });
});

describe('hostile scenarios', () => {
  const repeated = (count: number, entry: object) => Array.from({ length: count }, () => entry);
  it.each([
    ['numbers that are none', { episodes: [{ place: 'fep0', slowdown: NaN, from: -Infinity }] }],
    ['negative numbers', { episodes: [{ place: 'fep0', slowdown: -2, from: -1, duration: -1 }] }],
    ['numbers beyond all', { episodes: [{ place: 'fep0', slowdown: 1e308, from: 1e300 }] }],
    ['too many entries', { episodes: repeated(1001, { place: 'fep0', slowdown: 2 }) }],
    ['too many names', { episodes: [{ place: repeated(2000, {}).map(() => 'fep0'), slowdown: 2 }] }],
    ['lists for mappings', { episodes: [[1, 2]], random: 'any' }],
    ['nothing', { episodes: null, random: null }],
    ['markup in names', { episodes: [{ place: '<img src=x>', slowdown: 2 }] }],
  ])('with %s are refused', (_, fields) => {
    const read = readScenario({ interference: 's', ...fields }, platform);
    expect(read.ok).toBe(false);
    expect(read.problems.length).toBeGreaterThan(0);
    expect(read.problems.length).toBeLessThanOrEqual(100);
  }); // prettier-ignore

  it('of a thousand entries on a thousand places begin at once', () => {
    const many = { places: group('ep', 1024) };
    const entry = { place: 'all', slowdown: 1000, duration: 1, period: 1 };
    const drawn = { duration: 1e12, period: 1 };
    const data = {
      interference: 's',
      episodes: repeated(1000, entry),
      random: repeated(1000, drawn),
    };
    const read = readScenario(data, many);
    const started = performance.now();
    let seen = 0;
    if (!read.ok) throw new Error('refused');
    for (const { from } of read.value.episodes()) {
      expect(from).toBe(0);
      if ((seen += 1) === 5000) break;
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
