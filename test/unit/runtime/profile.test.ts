import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileFile } from '../../../server/engine/cost/profileSchema';
import { readProfile } from '../../../server/engine/cost/readProfile';
import { buildNetwork } from '../../../server/engine/network/buildNetwork';
import { readDescriptor } from '../../../server/engine/network/readDescriptor';
import { readPlatform } from '../../../server/engine/platform/readPlatform';
import type { Result } from '../../../server/engine/core/result';
import { cuttableModel } from '../../../server/runtime/graph/cuttableModel';
import { nodeNames } from '../../../server/runtime/graph/nodeNames';
import { layerSeconds } from '../../../server/runtime/profile/layerSeconds';
import { measureClasses, type ClassTimes } from '../../../server/runtime/profile/measureClasses';
import {
  isSettled,
  medianInterval,
  spreadOf,
} from '../../../server/runtime/profile/medianInterval';
import { readNodeTimes } from '../../../server/runtime/profile/nodeTimes';
import { localClasses } from '../../../server/runtime/profile/placeClasses';
import { profileFile, timesLeft } from '../../../server/runtime/profile/profileFile';
import { profileNotes } from '../../../server/runtime/profile/profileNotes';
import { memorySource } from '../../../server/src/adapters/onnx/read/byteSource';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problems.map(({ message }) => message).join(' '));
}

const network = valueOf(
  buildNetwork(
    valueOf(
      readDescriptor({
        cnn: 'n',
        input: [3, 8, 8],
        layers: [
          { name: 'a', op: 'conv', kernel: 3, filters: 4 },
          { name: 'b', op: 'fully_connected', units: 5 },
        ],
      }),
    ),
  ),
);

const platformWith = (places: readonly object[]) =>
  valueOf(
    readPlatform({
      platform: 'p',
      memories: { ram: { bandwidth_gb_s: 10 } },
      execution_places: places.map((place) => ({
        clock_ghz: 2,
        flops_per_cycle: 16,
        memory: 'ram',
        ...place,
      })),
    }),
  );
const platform = platformWith([
  { name: 'x', cores: [0] },
  { name: 'y', cores: [1], emulate_speed: 0.5 },
  { name: 'z', cores: [2, 3] },
]);
const classes = localClasses(platform);
const facts = { machine: 'm', date: '2026-01-01T00:00:00.000Z', versions: {}, unpinned: null };

/** Probability that n tosses of a coin show k heads or fewer. */
function atMost(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return k < 0 ? 0 : sum;
}

describe('the interval of a median', () => {
  it('covers it with at least 95 %, and not far more, for every number of samples', () => {
    for (let n = 6; n <= 300; n += 1) {
      const samples = Array.from({ length: n }, (_, i) => i);
      const { halfWidth } = medianInterval(samples);
      const rank = (n - 1) / 2 - (halfWidth ?? NaN);
      const coverage = (k: number) => 1 - 2 * atMost(k, n);
      expect(coverage(rank)).toBeGreaterThanOrEqual(0.95);
      // Ranks are whole: one further may still do, two may not.
      expect(coverage(rank + 2)).toBeLessThan(0.95);
    }
  });

  it('is unknown for few samples, and does not ask for their order', () => {
    expect(medianInterval([3, 1, 2, 5, 4])).toEqual({ median: 3, halfWidth: null, repetitions: 5 });
    expect(medianInterval([])).toMatchObject({ repetitions: 0, halfWidth: null });
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, noNaN: true }), { minLength: 6 }), (samples) => {
        expect(medianInterval([...samples].reverse())).toEqual(medianInterval(samples));
      }),
    );
  });

  it('is narrow enough within 3 %, or within the clock', () => {
    const time = (median: number, halfWidth: number | null) => ({
      median,
      halfWidth,
      repetitions: 9,
    });
    expect(isSettled(time(1, 0.03))).toBe(true);
    expect(isSettled(time(1, 0.031))).toBe(false);
    expect(isSettled(time(4e-6, 1e-6))).toBe(true);
    expect(isSettled(time(1, null))).toBe(false);
    expect(spreadOf(time(2, 0.5))).toBe(0.25);
    expect(spreadOf(time(0, 0))).toBe(0);
  });
});

describe('ONNX Runtime’s profile', () => {
  const node = (name: string, dur: number) => ({ cat: 'Node', name: `${name}_kernel_time`, dur });
  const run = { cat: 'Session', name: 'model_run', dur: 9 };

  it('is read run by run; what was cut off is left out', () => {
    const events = [{ cat: 'Session', name: 'model_loading', dur: 1 }, node('a', 2), node('b', 3), run, node('a', 4), run, node('a', 5)]; // prettier-ignore
    const runs = readNodeTimes(JSON.stringify(events));
    expect(runs.map((own) => own.map(({ name, seconds }) => [name, seconds]))).toEqual([
      [['a', 2e-6], ['b', 3e-6]],
      [['a', 4e-6]],
    ]); // prettier-ignore
  });

  it.each([
    ['[{', 'JSON'],
    ['{}', 'no list'],
    ['[]', 'no whole run'],
    ['[null, 3, {"cat": "Node"}]', 'no whole run'],
  ])('is refused where it is %s', (text, message) => {
    expect(() => readNodeTimes(text)).toThrow(message);
  });

  it('gives what lies between layers to the one before', () => {
    const runs = [
      ['a', 'reorder', 'b', 'b'],
      ['reorder', 'b'],
    ].map((names) => names.map((name) => ({ name, op: '', seconds: 1 })));
    const layerOf = (name: string) => ({ a: 0, b: 1 })[name] ?? null;
    expect(layerSeconds(runs, layerOf, 2)).toEqual([[2, 1], [2, 1]]); // prettier-ignore
  });

  it('names layers by nodes, by tensors, and by what they became', () => {
    const net = new OnnxBuilder();
    const first = net.conv(net.input, [3, 4], 3, { name: 'scope/conv_a' });
    const relu = net.node('Relu', [first]);
    const last = net.conv(relu, [4, 2], 1);
    const layerOf = nodeNames(cuttableModel(memorySource(net.build(last))));
    expect(layerOf('scope/conv_a')).toBe(0);
    expect(layerOf(`${relu}_nchwc`)).toBe(0);
    expect(layerOf('fused scope/conv_a')).toBe(0);
    expect(layerOf('scope/conv_a/MatMulAddFusion_token_3')).toBe(0);
    expect(layerOf('Conv_2')).toBe(1);
    expect(layerOf('ReorderOutput_token_12')).toBe(null);
    expect(layerOf('')).toBe(null);
  });
});

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

describe('a measured profile', () => {
  const sure = (median: number, halfWidth: number | null = 0) => ({
    median,
    halfWidth,
    repetitions: 40,
  });
  const profileOf = (times: readonly ClassTimes[]): ProfileFile => {
    const made = profileFile(
      { network, platform, classes, times },
      { ...facts, unfinished: false },
    );
    if (made === null) throw new Error('nothing was measured');
    return made;
  };

  it('is a profile without a warning, with places of emulated speed slower', () => {
    const profile = profileOf([[sure(1, 0.01), sure(2)], [sure(0.5), sure(1)]]); // prettier-ignore
    const read = readProfile(JSON.parse(JSON.stringify(profile)));
    expect(read.problems).toEqual([]);
    expect(profile.seconds).toEqual([[1, 2, 0.5], [2, 4, 1]]); // prettier-ignore
    expect(profile.spread?.[0]).toEqual([0.01, 0.01, 0]);
    expect(profile.emulateSpeed).toEqual([1, 0.5, 1]);
  });

  it('compares kinds of places with the model, and tells it', () => {
    const profile = profileOf([[sure(1), sure(2)], null]);
    expect(profile.analyticalRatios?.map(({ places, operators }) => [places, operators])).toEqual([
      [['x'], 'convolution'],
      [['x'], 'fullyConnected'],
      [['x'], 'all'],
      [['y'], 'convolution'],
      [['y'], 'fullyConnected'],
      [['y'], 'all'],
    ]);
    const notes = profileNotes(profile, 'settled').join('\n');
    expect(notes).toMatch(/^x: 2 layers in 3(\.00)? s, 40 runs$/m);
    expect(notes).toMatch(/^y: .*emulated at 50 % of its speed$/m);
    expect(notes).toMatch(/^Measured ÷ analytical on x: convolution /m);
    expect(notes).not.toContain('busy');
  });

  it('says where the machine was busy, and which layers never ran', () => {
    const profile = profileOf([[sure(1, 0.2), sure(0)], null]);
    const notes = profileNotes(profile, 'budget').join('\n');
    expect(notes).toContain('2 of 4 times are not within 3 % (95 % confidence)');
    expect(notes).toContain('a on x, ± 20 %');
    expect(notes).toContain('The machine is busy');
    expect(notes).toContain('no node of b');
  });

  it('is nothing where nothing was measured', () => {
    const times = [null, null];
    expect(profileFile({ network, platform, classes, times }, { ...facts, unfinished: true })).toBe(
      null,
    );
  });
});
