import { expect, it } from 'vitest';
import { PendingEvents } from '../../../server/engine/interference/record/pendingEvents';
import type { InterferenceEvent } from '../../../server/protocol/replayRecord';

const event = (query: number, state: 'begin' | 'end', episode: number): InterferenceEvent => ({
  ...{ event: 'interference', policy: 0, query, seconds: 0, state, episode },
  ...{ place: 'ep0', name: '', compute: 2, memory: 2 },
});

it('gives events in the order of their queries, ends before begins, also between', () => {
  const pending = new PendingEvents();
  pending.add(event(5, 'begin', 0));
  pending.add(event(7, 'begin', 1));
  expect(pending.shift()).toMatchObject({ episode: 0 });
  pending.add(event(6, 'begin', 2));
  pending.add(event(6, 'end', 3));
  expect(pending.firstQuery).toBe(6);
  for (const episode of [3, 2, 1]) expect(pending.shift()).toMatchObject({ episode });
  expect(pending.shift()).toBeUndefined();
  expect(pending.firstQuery).toBe(Infinity);
});

it('takes no longer for each where there are very many', () => {
  const pending = new PendingEvents();
  const count = 200_000;
  for (let episode = 0; episode < count; episode += 1) pending.add(event(1, 'begin', episode));
  for (let episode = 0; episode < count; episode += 1) {
    const next = pending.shift();
    if (next?.event !== 'interference' || next.episode !== episode) throw new Error('out of order');
  }
  expect(pending.firstQuery).toBe(Infinity);
}, 5000);
