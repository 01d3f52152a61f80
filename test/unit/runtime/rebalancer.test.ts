import { expect, it } from 'vitest';
import type { Decision, Policy } from '../../../server/engine/interference/policy';
import type { ReplaySink } from '../../../server/engine/interference/replaySink';
import {
  createConfiguration,
  type Configuration,
} from '../../../server/engine/pipeline/configuration';
import { createTimeTable } from '../../../server/engine/cost/timeTable';
import { Rebalancer } from '../../../server/runtime/rebalance/rebalancer';

const zeros = (count: number) => new Float64Array(count);
const { space } = createTimeTable({
  layers: ['a', 'b', 'c'],
  places: ['p', 'q'],
  seconds: new Float64Array(6).fill(1),
  hints: zeros(3),
  cutBytes: zeros(4),
  linkLatencySeconds: zeros(4),
  linkSecondsPerByte: zeros(4),
  overlapped: true,
  weightBytes: zeros(3),
  memoryBytes: zeros(2).fill(Infinity),
});

function cutAt(layer: number): Configuration {
  const configuration = createConfiguration(2);
  configuration.stages = 2;
  configuration.ends.set([layer, 3]);
  configuration.places.set([0, 1]);
  return configuration;
}

/** Tries a cut when the first stage takes 2 s, and goes back when that takes 3 s. */
const heard: number[] = [];
const policy: Policy = function* (_space, start) {
  let decision: Decision = { configuration: start, mode: 'serve', detected: null };
  for (;;) {
    const { stageSeconds } = yield decision;
    const first = stageSeconds[0] ?? 0;
    heard.push(first);
    if (first === 2) {
      const detected = { place: 0, direction: 'slower' } as const;
      decision = { configuration: cutAt(2), mode: 'trial', detected };
    } else if (first === 3) decision = { configuration: start, mode: 'serve', detected: null };
    else decision = { ...decision, detected: null };
  }
};

function recording() {
  const told: string[] = [];
  const sink: ReplaySink = {
    interference: () => expect.unreachable(),
    detection: ({ query }, { place, direction }) =>
      void told.push(`${query} ${place} ${direction}`),
    configuration: ({ query, seconds }, cause, { ends }) => void told.push(`${query} at ${seconds} ${cause} ${ends[0]}`), // prettier-ignore
    served: (query, _arrived, _finished, _stages, isTrial) => void told.push(`served ${query}${isTrial ? ' on trial' : ''}`), // prettier-ignore
  };
  return { told, sink };
}

/** A switch that the test lets happen. */
function switching() {
  const asked: number[] = [];
  let settle: { done: (query: number) => Promise<void>; fail: () => Promise<void> } | null = null;
  const switchTo = ({ ends }: Configuration) => {
    asked.push(ends[0] ?? 0);
    let resolve: (value: { query: number }) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const promise = new Promise<{ query: number }>((done, fail) => {
      resolve = done;
      reject = fail;
    });
    const after = () =>
      promise
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => undefined);
    settle = {
      done: (query) => (resolve({ query }), after()),
      fail: () => (reject(new Error('no memory')), after()),
    };
    return promise;
  };
  return { asked, switchTo, now: () => settle ?? expect.unreachable() };
}

const everyQuery = { meanSeconds: 0, batchSeconds: 0, batchMeans: 1, calmSeconds: 0 };

const queryOf = (query: number, first: number) => ({
  query,
  arrivedSeconds: query,
  finishedSeconds: query + 0.5,
  stageSeconds: [first, 1],
});

it('switches as the policy decides, tells it only of its own queries, and all in order', async () => {
  heard.length = 0;
  const { told, sink } = recording();
  const { asked, switchTo, now } = switching();
  const failures: unknown[] = [];
  const rebalancer = new Rebalancer(space, cutAt(1), policy, switchTo, sink, (error) => failures.push(error), everyQuery); // prettier-ignore
  rebalancer.served(queryOf(0, 1));
  rebalancer.served(queryOf(1, 2));
  // The switch is under way: these still ran by the old cut, but for the last.
  rebalancer.served(queryOf(2, 2));
  rebalancer.served(queryOf(3, 2));
  rebalancer.served(queryOf(4, 1.5));
  expect(asked).toEqual([2]);
  await now().done(4);
  expect(heard).toEqual([1, 2, 1.5]);
  rebalancer.served(queryOf(5, 3));
  expect(asked).toEqual([2, 1]);
  await now().done(7);
  rebalancer.served(queryOf(6, 2));
  rebalancer.served(queryOf(7, 1));
  expect(told).toEqual([
    '0 at 0 start 1',
    'served 0',
    'served 1',
    '2 0 slower',
    '4 at 3.5 trial 2',
    ...['served 2', 'served 3', 'served 4'].map((one) => `${one} on trial`),
    'served 5 on trial',
    '7 at 5.5 settled 1',
    'served 6',
    'served 7',
  ]);
  expect(heard).toEqual([1, 2, 1.5, 3, 1]);
  expect(failures).toEqual([]);
});

it('goes on serving where a switch cannot be made, and lets the policy rest', async () => {
  heard.length = 0;
  const { told, sink } = recording();
  const { asked, switchTo, now } = switching();
  const failures: unknown[] = [];
  const rebalancer = new Rebalancer(space, cutAt(1), policy, switchTo, sink, (error) => failures.push(error), everyQuery); // prettier-ignore
  rebalancer.served(queryOf(0, 2));
  rebalancer.served(queryOf(1, 2));
  await now().fail();
  rebalancer.served(queryOf(2, 2));
  expect(failures).toEqual([new Error('no memory')]);
  expect(asked).toEqual([2]);
  expect(heard).toEqual([2]);
  expect(told.filter((line) => line.startsWith('served'))).toHaveLength(3);
});
