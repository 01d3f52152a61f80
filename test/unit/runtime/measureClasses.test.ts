import { describe, expect, it } from 'vitest';
import { measureClasses, type ClassTimes } from '../../../server/runtime/profile/measureClasses';
import { medianInterval } from '../../../server/runtime/profile/medianInterval';
import { profileFile, timesLeft } from '../../../server/runtime/profile/profileFile';
import { network, platform, classes, facts } from './profiledNetwork';

describe('measuring', () => {
  const steady = { seconds: [new Array<number>(8).fill(1), new Array<number>(8).fill(2)], waitingShare: 0, unpinned: null, runtime: '1' }; // prettier-ignore
  /** Every second sample is twice as long: no interval is ever narrow. */
  const noisy = { ...steady, seconds: steady.seconds.map((own) => own.map((s, i) => s * (1 + (i % 2)))) }; // prettier-ignore
  const hooks = (more = {}) => {
    let now = 0;
    return { clock: () => (now += 1), shouldStop: () => false, onSlice: async () => Promise.resolve(), ...more }; // prettier-ignore
  };

  it('measures kinds of cores once, whatever speed is emulated', () => {
    expect(classes).toEqual([
      { places: [0, 1], cores: [0] },
      { places: [2], cores: [2, 3] },
    ]);
  });

  it('takes turns, and ends where every interval is narrow', async () => {
    const asked: unknown[] = [];
    const measure = async (cores: unknown) => {
      asked.push(cores);
      return Promise.resolve(asked.length < 3 ? noisy : steady);
    };
    const outcome = await measureClasses(classes, [], 1000, measure, hooks());
    expect(outcome).toMatchObject({ ended: 'settled', failure: null, runtime: '1' });
    expect(asked.slice(0, 4)).toEqual([[0], [2, 3], [0], [2, 3]]);
  });

  it('ends with the budget, when every class was seen once at least', async () => {
    const outcome = await measureClasses(classes, [], 0, async () => Promise.resolve(noisy), hooks()); // prettier-ignore
    expect(outcome.ended).toBe('budget');
    expect(outcome.times.map((own) => own?.[0]?.repetitions)).toEqual([8, 8]);
  });

  it('is not sure of times, however even, while other work has the core', async () => {
    const busy = { ...steady, waitingShare: 0.5 };
    const outcome = await measureClasses(classes, [], 9, async () => Promise.resolve(busy), hooks()); // prettier-ignore
    expect(outcome.ended).toBe('budget');
    const [own] = outcome.times;
    expect(own?.map(({ halfWidth }) => halfWidth)).toEqual([0.5, 1]);
    // Undisturbed slices make it surer, in proportion.
    let slices = 0;
    const sooner = async () => Promise.resolve((slices += 1) === 1 ? busy : steady);
    const sure = await measureClasses(classes.slice(0, 1), [], 1000, sooner, hooks());
    expect(sure.ended).toBe('settled');
    expect(slices).toBe(17);
  });

  it('keeps settled times when it goes on, however sure it could be of others', async () => {
    const settled = { median: 3, halfWidth: 0.06, repetitions: 9 };
    const open = { median: 3, halfWidth: 0.6, repetitions: 9 };
    const measure = async () => Promise.resolve(steady);
    const outcome = await measureClasses(classes.slice(0, 1), [[settled, open]], 1000, measure, hooks()); // prettier-ignore
    expect(outcome.times[0]).toEqual([settled, { median: 2, halfWidth: 0, repetitions: 8 }]);
  });

  it('keeps what is known where the process dies, and goes on from there', async () => {
    let slices = 0;
    const measure = async () => {
      slices += 1;
      return slices === 1 ? Promise.resolve(steady) : Promise.reject(new Error('ended by SIGKILL'));
    };
    const outcome = await measureClasses(classes, [], 1000, measure, hooks());
    expect(outcome).toMatchObject({ ended: 'failed', failure: 'ended by SIGKILL' });
    const { times } = outcome;
    const part = profileFile({ network, platform, classes, times }, { ...facts, unfinished: true });
    expect(part).toMatchObject({ executionPlaces: ['x', 'y'], unfinished: true });
    const left = timesLeft(part, { network, platform, classes }, 'm');
    expect(left).toEqual(times);

    const asked: unknown[] = [];
    const rest = await measureClasses(classes, left, 1000, async (cores) => {
      asked.push(cores);
      return Promise.resolve(steady);
    }, hooks()); // prettier-ignore
    expect(asked).toEqual([[2, 3]]);
    expect(rest.ended).toBe('settled');
  });

  it('does not go on from another machine, network, core or speed, or from what was finished', () => {
    const times: ClassTimes[] = [[medianInterval([1, 1, 1, 1, 1, 1]), medianInterval([2, 2, 2, 2, 2, 2])], null]; // prettier-ignore
    const problem = { network, platform, classes };
    const part = profileFile({ ...problem, times }, { ...facts, unfinished: true });
    if (part === null) throw new Error('nothing was measured');
    const none = [null, null];
    expect(timesLeft(part, problem, 'm')[0]).not.toBe(null);
    expect(timesLeft(part, problem, 'another')).toEqual(none);
    expect(timesLeft({ ...part, unfinished: false }, problem, 'm')).toEqual(none);
    expect(timesLeft({ ...part, network: 'o' }, problem, 'm')).toEqual(none);
    expect(timesLeft({ ...part, layers: ['a', 'c'] }, problem, 'm')).toEqual(none);
    expect(timesLeft({ ...part, cores: [[3], [3]] }, problem, 'm')).toEqual(none);
    expect(timesLeft({ ...part, emulateSpeed: [0.2, 0.2] }, problem, 'm')).toEqual(none);
    expect(timesLeft(null, problem, 'm')).toEqual(none);
  });

  it('ends where a part cannot be saved', async () => {
    const onSlice = async () => Promise.reject(new Error('no space is left'));
    const outcome = await measureClasses(classes, [], 9, async () => Promise.resolve(steady), hooks({ onSlice })); // prettier-ignore
    expect(outcome).toMatchObject({ ended: 'failed', failure: 'no space is left' });
    expect(outcome.times[0]).not.toBe(null);
  });

  it('has not failed where the process is killed to stop', async () => {
    let stop = false;
    const measure = async () => {
      stop = true;
      return Promise.reject(new Error('killed'));
    };
    const outcome = await measureClasses(
      classes,
      [],
      9,
      measure,
      hooks({ shouldStop: () => stop }),
    );
    expect(outcome).toMatchObject({ ended: 'stopped', failure: null, times: [null, null] });
  });
});
