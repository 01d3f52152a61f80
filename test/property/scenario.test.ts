import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../server/engine/interference/scenario/readScenario';
import type { Episode } from '../../server/engine/interference/scenario';
import { stressLevels } from '../../server/engine/interference/stressLevels';

const places = ['a0', 'a1', 'b', 'c'].map((name) => ({ name, group: name.slice(0, 1) }));
const most = 100;

const whole = (max: number) => fc.integer({ min: 1, max });
const name = fc.constantFrom('a', 'a0', 'a1', 'b', 'c');
const place = (all: string) =>
  fc.oneof(name, fc.constant(all), fc.array(name, { minLength: 1, maxLength: 5 }));
const factor = fc.double({ min: 1, max: 1000, noNaN: true });
const stress = fc.constantFrom(...stressLevels.map((level) => level.name));
const strength = fc.oneof(
  stress.map((level) => ({ stress: level })),
  factor.map((slowdown) => ({ slowdown })),
  fc.record({ slowdown: fc.record({ compute: factor, memory: factor }) }),
);
const range = (max: number) =>
  fc.oneof(whole(max), fc.tuple(whole(max), fc.nat(max)).map(([least, more]) => [least, least + more])); // prettier-ignore
const end = fc.oneof(
  fc.constant({}),
  whole(30).map((repeat) => ({ repeat })),
  whole(500).map((until) => ({ until: 100 + until })),
);
const episode = fc
  .tuple(place('all'), strength, fc.nat(100), whole(100), fc.nat(50), end, fc.boolean())
  .map(([where, how, from, duration, gap, limit, isPeriodic]) => ({
    place: where,
    ...how,
    from,
    duration,
    ...(isPeriodic && { period: duration + gap, ...limit }),
  }));
const drawn = fc
  .tuple(place('any'), range(100), range(100), fc.nat(100), end)
  .map(([where, period, duration, from, limit]) => ({
    place: where,
    period,
    duration,
    from,
    ...limit,
  }));

const scenario = fc.record({
  interference: fc.constant('s'),
  unit: fc.constantFrom('queries', 'seconds'),
  seed: fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
  episodes: fc.array(episode, { maxLength: 5 }),
  random: fc.array(drawn, { maxLength: 4 }),
}); // prettier-ignore

function episodesOf(data: object): Episode[] {
  const read = readScenario(data, { places });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found: Episode[] = [];
  for (const one of read.value.episodes()) if (found.push(one) >= most) break;
  return found;
}

describe('every scenario', () => {
  it('gives episodes in order, sound, and the same each time', () => {
    fc.assert(
      fc.property(scenario, (data) => {
        const episodes = episodesOf(data);
        expect(episodesOf(data)).toEqual(episodes);
        const unsound = episodes.filter((one, index) => {
          const { compute, memory } = one.slowdown;
          const before = episodes[index - 1] ?? one;
          const isInOrder =
            before.from < one.from || (before.from === one.from && before.place <= one.place);
          const isSound = one.to > one.from && one.index === index && one.place < places.length;
          return !isInOrder || !isSound || Math.min(compute, memory) < 1 || Math.max(compute, memory) > 1000;
        });
        expect(unsound).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }); // prettier-ignore

  it('draws no place that an entry slows already', () => {
    fc.assert(
      fc.property(drawn, fc.integer(), (entry, seed) => {
        const until = new Float64Array(places.length);
        for (const one of episodesOf({ interference: 's', seed: seed | 0, random: [entry] })) {
          expect(until[one.place]).toBeLessThanOrEqual(one.from);
          until[one.place] = one.to;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('may be anything else: it is refused with problems, or has episodes', () => {
    const value: fc.Arbitrary<unknown> = fc.oneof(
      fc.anything({ maxDepth: 2 }),
      fc.constantFrom(NaN, Infinity, -1, 0, 1e308, '', 'any', 'all', [], {}, [2, 1], 'mem-6'),
    );
    const keys = ['place', 'stress', 'slowdown', 'from', 'to', 'duration', 'period', 'repeat', 'until', 'name']; // prettier-ignore
    const entry = fc
      .tuple(episode, fc.constantFrom(...keys), value)
      .map(([sound, key, wrong]) => ({ ...sound, [key]: wrong }));
    const hostile = fc.oneof(value, fc.record({ interference: fc.constant('s'), episodes: fc.array(entry), random: fc.array(entry) })); // prettier-ignore
    fc.assert(
      fc.property(hostile, (data) => {
        const read = readScenario(data, { places });
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
        else for (const one of read.value.episodes()) if (one.index >= most) break;
      }),
      { numRuns: 300 },
    );
  });
});
