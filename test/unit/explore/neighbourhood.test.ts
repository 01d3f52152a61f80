import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../../server/engine/core/random';
import { Neighbourhood } from '../../../server/engine/explore/neighbourhood';
import { RandomConfigurations } from '../../../server/engine/explore/randomConfigurations';
import {
  createConfiguration,
  type Configuration,
} from '../../../server/engine/pipeline/configuration';
import { excessBytes } from '../../../server/engine/pipeline/excessBytes';
import type { Space } from '../../../server/engine/pipeline/space';
import { everyConfiguration } from '../../fixtures/everyConfiguration';
import { sketches, tableOf } from '../../fixtures/timeTables';

/** A configuration as `end@place end@place`. */
const wordsOf = ({ stages, ends, places }: Configuration) =>
  Array.from({ length: stages }, (_, s) => `${ends[s]}@${places[s]}`).join(' ');

/** The same for places of a class, which can stand for each other. */
const classWordsOf = ({ stages, ends, places }: Configuration, { classOf }: Space) =>
  Array.from({ length: stages }, (_, s) => `${ends[s]}@${classOf[places[s] ?? 0]}`).join(' ');

function neighboursOf(space: Space, configuration: Configuration): Configuration[] {
  const neighbourhood = new Neighbourhood(space);
  const moves = neighbourhood.around(configuration);
  return Array.from({ length: moves }, (_, move) => move).flatMap((move) =>
    neighbourhood.move(move) ? [structuredClone(neighbourhood.candidate)] : [],
  );
}

/** A table whose places are all different, so that each is a class. */
const different = (layers: number, places: number) =>
  tableOf({
    seconds: Array.from({ length: layers }, () => Array.from({ length: places }, (_, p) => 1 + p)),
  }).space;

test('the neighbours of a small pipeline', () => {
  const configuration = createConfiguration(3);
  configuration.stages = 2;
  configuration.ends.set([2, 3]);
  configuration.places.set([0, 1]);
  expect(neighboursOf(different(3, 3), configuration).map(wordsOf).sort()).toEqual([
    '1@0 2@2 3@1', // split, either part on the free place
    '1@0 3@1', // the boundary a layer earlier; not later, which would leave a stage empty
    '1@2 2@0 3@1',
    '2@0 3@2', // a stage given to the free place
    '2@1 3@0', // places swapped
    '2@2 3@1',
    '3@0', // merged, on either place
    '3@1',
  ]);
});

test('a neighbour has its neighbours, and no neighbour comes twice', () => {
  const space = different(4, 3);
  const all = [...everyConfiguration(4, 3)].map((one) => {
    const roomy = createConfiguration(3);
    roomy.stages = one.stages;
    roomy.ends.set(one.ends);
    roomy.places.set(one.places);
    return roomy;
  });
  const around = new Map(all.map((one) => [wordsOf(one), neighboursOf(space, one).map(wordsOf)]));
  for (const [one, neighbours] of around) {
    expect(new Set(neighbours).size, one).toBe(neighbours.length);
    for (const neighbour of neighbours) expect(around.get(neighbour), neighbour).toContain(one);
  }
  // Every configuration is reached from every other.
  const reached = new Set([wordsOf(all[0] ?? createConfiguration(0))]);
  for (const one of reached) for (const neighbour of around.get(one) ?? []) reached.add(neighbour);
  expect(reached.size).toBe(all.length);
});

test('neighbours are valid, fit the memories as well, and differ beyond places of one class', () => {
  fc.assert(
    fc.property(sketches(8, 5), fc.integer(), (sketch, seed) => {
      const { space } = tableOf(sketch);
      const configuration = createConfiguration(space.places.length);
      new RandomConfigurations(space, createRandom(seed)).draw(configuration);
      const neighbours = neighboursOf(space, configuration);
      for (const { stages, ends, places } of neighbours) {
        expect(ends[stages - 1]).toBe(space.layers.length);
        for (let s = 1; s < stages; s += 1) expect(ends[s]).toBeGreaterThan(ends[s - 1] ?? 0);
        expect(ends[0]).toBeGreaterThan(0);
        expect(new Set(places.subarray(0, stages)).size).toBe(stages);
      }
      const before = excessBytes(space, configuration);
      for (const one of neighbours) expect(excessBytes(space, one)).toBeLessThanOrEqual(before);
      const words = [configuration, ...neighbours].map((one) => classWordsOf(one, space));
      expect(new Set(words).size).toBe(words.length);
    }),
  );
});

test('a draw takes every neighbour alike', () => {
  const space = different(5, 4);
  const neighbourhood = new Neighbourhood(space);
  const random = createRandom(3);
  const configuration = createConfiguration(4);
  new RandomConfigurations(space, random).draw(configuration);
  const expected = neighboursOf(space, configuration).map(wordsOf);
  const drawn = new Map<string, number>();
  for (let i = 0; i < 1000 * expected.length; i += 1) {
    neighbourhood.draw(configuration, random);
    const words = wordsOf(neighbourhood.candidate);
    drawn.set(words, (drawn.get(words) ?? 0) + 1);
  }
  expect([...drawn.keys()].sort()).toEqual(expected.toSorted());
  for (const count of drawn.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
});

test('the only configuration has no neighbour', () => {
  const space = different(1, 1);
  const configuration = createConfiguration(1);
  new RandomConfigurations(space, createRandom(1)).draw(configuration);
  expect(new Neighbourhood(space).draw(configuration, createRandom(1))).toBe(false);
});
