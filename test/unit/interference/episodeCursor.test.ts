import { expect, it } from 'vitest';
import type { Episode, Scenario } from '../../../server/engine/interference/scenario';
import { EpisodeCursor } from '../../../server/engine/interference/simulate/episodeCursor';
import { scenarioOf } from '../../fixtures/replayJobs';

it('multiplies what is active on a place, and tells ends before begins', () => {
  const told: string[] = [];
  const scenario = scenarioOf('queries', [0, 2, 0, 5], [1, [3, 4], 2, 5], [0, 1.5, 3, 7], [0, 4, 5, 6]); // prettier-ignore
  const cursor = new EpisodeCursor(scenario, 2, (state, { index }, position) =>
    told.push(`${state} ${index} at ${position}`),
  );
  cursor.advance(4);
  expect([...cursor.compute, ...cursor.memory]).toEqual([3, 3, 3, 4]);
  cursor.advance(5);
  expect([...cursor.compute, ...cursor.memory]).toEqual([6, 1, 6, 1]);
  cursor.advance(100);
  expect([...cursor.compute, ...cursor.memory]).toEqual([1, 1, 1, 1]);
  expect(told.slice(3, 7)).toEqual(['end 0 at 5', 'end 1 at 5', 'begin 3 at 5', 'end 3 at 6']);
});

it('stays finite where factors would not, and comes back from there', () => {
  const scenario = scenarioOf(
    'queries',
    ...Array.from({ length: 200 }, () => [0, 1000, 0, 5] as const),
  );
  const cursor = new EpisodeCursor(scenario, 1);
  cursor.advance(0);
  expect(cursor.slowdown(0)).toEqual({ compute: 1e12, memory: 1e12 });
  cursor.advance(5);
  expect(cursor.slowdown(0)).toEqual({ compute: 1, memory: 1 });
});

it('is through quickly with hundreds of thousands of episodes at once', () => {
  const places = 1000;
  const slowdown = { compute: 1.5, memory: 1.5 };
  const scenario: Scenario = {
    name: 'all at once',
    axis: 'queries',
    *episodes(): Generator<Episode> {
      for (let index = 0; index < 200_000; index += 1) {
        yield { index, place: index % places, name: '', slowdown, from: 0, to: 1 + (index % 3) };
      }
    },
  };
  const cursor = new EpisodeCursor(scenario, places);
  cursor.advance(10);
  expect(cursor.version).toBe(400_000);
  expect(cursor.slowdown(0)).toEqual({ compute: 1, memory: 1 });
}, 5000);

it('of one place takes no notice of the others', () => {
  const scenario = scenarioOf('queries', [0, 2, 0, 5], [1, 3, 0, 4], [0, 1.5, 3, 7]);
  const cursor = new EpisodeCursor(scenario, 2, undefined, 1);
  cursor.advance(3);
  expect([...cursor.compute]).toEqual([1, 3]);
  expect(cursor.version).toBe(1);
});
