import { describe, expect, it } from 'vitest';
import { describePlace } from '../../../server/engine/platform/describePlace';
import type { Platform } from '../../../server/engine/platform/platform';
import { readPlatform } from '../../../server/engine/platform/readPlatform';

const memories = {
  hbm: { bandwidth_gb_s: 200, capacity_gb: 16 },
  ddr: { bandwidth_gb_s: 25, capacity_gb: 32 },
};
const fep = { name: 'fep', count: 2, cores: 8, clock_ghz: 3, flops_per_cycle: 32, memory: 'hbm' };
const sep = { name: 'sep', count: 2, cores: 8, clock_ghz: 1.6, flops_per_cycle: 16, memory: 'ddr' };
const base = { platform: 'demo', memories, execution_places: [fep, sep] };

/** A platform that must be sound. */
function platformOf(more: object): Platform {
  const result = readPlatform({ ...base, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** `code path` of each problem. */
function problemsOf(more: object): string[] {
  return readPlatform({ ...base, ...more }).problems.map((p) => `${p.code} ${p.path.join('.')}`);
}

const place = (more: object) => ({ execution_places: [{ ...fep, ...more }, sep] });
const big = { name: 'big', cores: 4, clock_ghz: 2, flops_per_cycle: 8, memory: 'hbm' };
const usesAll = (...places: object[]) => ({
  memories: { hbm: memories.hbm },
  execution_places: places,
});

describe('readPlatform', () => {
  it('makes the places of each group, with their memories and speeds', () => {
    const { name, places, transfers } = platformOf({});
    expect({ name, transfers }).toEqual({ name: 'demo', transfers: 'overlapped' });
    expect(places.map((p) => p.name)).toEqual(['fep0', 'fep1', 'sep0', 'sep1']);
    expect(places.map((p) => p.fast)).toEqual([true, true, false, false]);
    expect(places[0]).toMatchObject({
      group: 'fep',
      cores: 8,
      coreIds: null,
      peakFlops: 8 * 3e9 * 32,
      memory: { name: 'hbm', bytesPerSecond: 200e9, capacityBytes: 16e9 },
      emulateSpeed: 1,
      powerWatts: null,
    });
  });

  it('gives a single place its plain name, and numbers a count of one', () => {
    const { places } = platformOf(usesAll(big, { ...big, name: 'one', count: 1 }));
    expect(places.map((p) => p.name)).toEqual(['big', 'one0']);
  });

  it('takes real cores, an emulated speed and power', () => {
    const more = { cores: [4, 5], emulate_speed: 0.5, power_w: { idle: 1, busy: 9 } };
    const [first] = platformOf(usesAll({ ...big, ...more })).places;
    expect(first).toMatchObject({
      cores: 2,
      coreIds: [4, 5],
      peakFlops: 2 * 2e9 * 8 * 0.5,
      powerWatts: { idle: 1, busy: 9 },
    });
    expect(first && describePlace(first)).toBe('2×2.0 GHz hbm at 50 %');
  });

  it('divides a shared memory among the places attached to it', () => {
    const shared = { ...memories, ddr: { ...memories.ddr, shared: true } };
    const { places } = platformOf({ memories: shared });
    expect(places[0]?.memory.bytesPerSecond).toBe(200e9);
    expect(places[3]?.memory).toEqual({ name: 'ddr', bytesPerSecond: 12.5e9, capacityBytes: 16e9 });
  });

  it('has no memory limit where no capacity is given', () => {
    const { places } = platformOf({ memories: { hbm: { bandwidth_gb_s: 1 }, ddr: memories.ddr } });
    expect(places[0]?.memory.capacityBytes).toBe(Infinity);
  });

  it('tells fast from slow by memory where all compute alike, and by kind where it is given', () => {
    const alike = [fep, { ...fep, name: 'far', memory: 'ddr' }];
    const fast = (places: object[]) =>
      platformOf({ execution_places: places }).places.map((p) => p.fast);
    expect(fast(alike)).toEqual([true, true, false, false]);
    expect(fast([fep, { ...sep, kind: 'fast' }])).toEqual([true, true, true, true]);
    expect(fast([{ ...fep, kind: 'slow' }, sep])).toEqual([false, false, false, false]);
  });

  it('merges efficiencies: defaults, then the platform’s, then the group’s', () => {
    const { places } = platformOf({
      efficiency: { convolution: 0.5, dispatch_us: 20 },
      execution_places: [{ ...fep, efficiency: { convolution: 0.4, fully_connected: 0.3 } }, sep],
    });
    expect(places[0]?.efficiency).toMatchObject({
      convolution: 0.4,
      fullyConnected: 0.3,
      pointwise: 0.6,
    });
    expect(places[3]?.efficiency).toMatchObject({ convolution: 0.5, fullyConnected: 0.5 });
    expect(places[3]?.efficiency.dispatchSeconds).toBeCloseTo(2e-5, 12);
  });
});

describe('links', () => {
  const usual = { bandwidth_gb_s: 32, latency_us: 1.5 };
  const linked = (...between: object[]) => platformOf({ links: { default: usual, between } });
  /** Bandwidth between two places in GB/s; Infinity where there is no cost. */
  const bandwidth = (p: Platform, from: number, to: number) =>
    Math.round(1e-9 / (p.linkSecondsPerByte[from * 4 + to] ?? Number.NaN));

  it('are free where nothing is said, and of a place to itself', () => {
    expect([...platformOf({}).linkSecondsPerByte]).toEqual(Array(16).fill(0));
    expect(bandwidth(linked(), 0, 0)).toBe(Infinity);
    expect(bandwidth(linked(), 0, 3)).toBe(32);
  });

  it('go both ways between groups, unless one way', () => {
    const both = linked({ from: 'fep', to: 'sep', bandwidth_gb_s: 16, latency_us: 3 });
    expect([bandwidth(both, 0, 1), bandwidth(both, 0, 2), bandwidth(both, 3, 1)]).toEqual([
      32, 16, 16,
    ]);
    expect(both.linkLatencySeconds[2]).toBeCloseTo(3e-6, 12);
    const oneWay = linked({ from: 'fep', to: 'sep0', bandwidth_gb_s: 16, one_way: true });
    expect([bandwidth(oneWay, 0, 2), bandwidth(oneWay, 2, 0), bandwidth(oneWay, 0, 3)]).toEqual([
      16, 32, 32,
    ]);
    expect(oneWay.linkLatencySeconds[2]).toBeCloseTo(1.5e-6, 12);
  });

  it('within a group are those between its members', () => {
    const platform = linked({ from: 'fep', to: 'fep', bandwidth_gb_s: 64 });
    expect([bandwidth(platform, 0, 1), bandwidth(platform, 2, 3)]).toEqual([64, 32]);
  });

  it('are set by the last entry that applies', () => {
    const wide = { from: 'fep', to: 'sep', bandwidth_gb_s: 16 };
    const narrow = { from: 'fep0', to: 'sep0', bandwidth_gb_s: 8 };
    expect(bandwidth(linked(wide, narrow), 0, 2)).toBe(8);
    expect(bandwidth(linked(narrow, wide), 0, 2)).toBe(16);
    expect(bandwidth(linked(wide, narrow, { ...wide, bandwidth_gb_s: 4 }), 0, 2)).toBe(4);
  });

  it('are made in bounded time from a long list', () => {
    const entry = { from: 'a', to: 'b', bandwidth_gb_s: 1 };
    const groups = ['a', 'b'].map((name) => ({ ...big, name, count: 512 }));
    const between = Array.from({ length: 20_000 }, () => entry);
    const platform = platformOf({ ...usesAll(...groups), links: { between } });
    expect(platform.linkSecondsPerByte[1023]).toBeCloseTo(1e-9, 15);
  });
});

describe('problems of a platform', () => {
  it.each([
    ['a misspelt key', { memorys: {} }, ['unknown-key memorys']],
    ['a misspelt key of a place', place({ clock_gzh: 3 }), ['unknown-key execution_places.0.clock_gzh']],
    ['a missing key', { execution_places: [{ ...fep, cores: undefined }, sep] }, ['missing-key execution_places.0']],
    ['no places', { execution_places: [] }, ['wrong-type execution_places']],
    ['zero cores', place({ cores: 0 }), ['wrong-type execution_places.0.cores']],
    ['an empty list of cores', place({ cores: [] }), ['wrong-type execution_places.0.cores']],
    ['a core twice', place({ cores: [1, 1] }), ['wrong-type execution_places.0.cores']],
    ['half a core', place({ cores: 1.5 }), ['wrong-type execution_places.0.cores']],
    ['a clock of zero', place({ clock_ghz: 0 }), ['wrong-type execution_places.0.clock_ghz']],
    ['a negative clock', place({ clock_ghz: -1 }), ['wrong-type execution_places.0.clock_ghz']],
    ['no number', place({ clock_ghz: Number.NaN }), ['wrong-type execution_places.0.clock_ghz']],
    ['an infinite number', place({ flops_per_cycle: Infinity }), ['wrong-type execution_places.0.flops_per_cycle']],
    ['a text for a number', place({ clock_ghz: '3' }), ['wrong-type execution_places.0.clock_ghz']],
    ['a count of zero', place({ count: 0 }), ['wrong-type execution_places.0.count']],
    ['a number for a name', place({ name: 7 }), ['wrong-type execution_places.0.name']],
    ['an empty name', place({ name: '' }), ['wrong-type execution_places.0.name']],
    ['too much emulated speed', place({ emulate_speed: 2 }), ['wrong-type execution_places.0.emulate_speed']],
    ['another kind', place({ kind: 'big' }), ['wrong-type execution_places.0.kind']],
    ['an efficiency above 1', { efficiency: { memory: 1.5 } }, ['wrong-type efficiency.memory']],
    ['a memory of no bandwidth', { memories: { ...memories, hbm: { bandwidth_gb_s: 0 } } }, ['wrong-type memories.hbm.bandwidth_gb_s']],
    ['other transfers', { transfers: 'overlap' }, ['wrong-type transfers']],
    ['an unknown memory', place({ memory: 'hmb' }), ['unknown-memory execution_places.0.memory', 'unused-memory memories.hbm']],
    ['places of one name', { execution_places: [fep, { ...sep, name: 'fep' }] }, ['duplicate-name execution_places.1.name']],
    ['names that clash when numbered', { execution_places: [fep, { ...sep, name: 'fep1', count: undefined }] }, ['duplicate-name execution_places.1.name']],
    ['a group named like a numbered place', { execution_places: [fep, { ...sep, name: 'fep0' }] }, ['duplicate-name execution_places.1.name']],
    ['an unknown link end', { links: { between: [{ from: 'fep', to: 'sap', bandwidth_gb_s: 1 }] } }, ['unknown-place links.between.0.to']],
    ['a link of no bandwidth', { links: { default: { bandwidth_gb_s: 0 } } }, ['wrong-type links.default.bandwidth_gb_s']],
    ['too many places', { execution_places: [{ ...fep, count: 1000 }, { ...sep, count: 25 }] }, ['too-large execution_places']],
  ])('%s', (_, more, expected) => {
    // As in a file: a key without a value is not there.
    const data: object = JSON.parse(JSON.stringify(more, keepNumbers), reviveNumbers);
    expect(problemsOf(data)).toEqual(expected);
    expect(readPlatform({ ...base, ...data }).ok).toBe(false);
  }); // prettier-ignore

  it('suggest what was meant', () => {
    const [found] = readPlatform({ ...base, ...place({ memory: 'hmb' }) }).problems;
    expect(found).toMatchObject({
      message: "There is no memory 'hmb': did you mean `hbm`?",
      suggestion: 'hbm',
    });
  });

  it('warn, and still give a platform', () => {
    const spare = readPlatform({
      ...base,
      memories: { ...memories, spare: { bandwidth_gb_s: 1 } },
    });
    expect(spare).toMatchObject({
      ok: true,
      problems: [{ code: 'unused-memory', severity: 'warning' }],
    });
    const shared = [{ ...fep, cores: [0, 1] }, { ...sep, count: 1, cores: [3] }, { ...sep, name: 'x', cores: [3], count: 1 }]; // prettier-ignore
    expect(problemsOf({ execution_places: shared })).toEqual([
      'shared-core execution_places.0.cores',
      'shared-core execution_places.2.cores',
    ]);
  });

  it.each([[null], [[]], ['text'], [Number.NaN], [{}]])('refuse %j', (data) => {
    expect(readPlatform(data).ok).toBe(false);
  });

  it('do not mistake inherited names for memories', () => {
    expect(problemsOf(place({ memory: 'constructor' }))[0]).toMatch(/^unknown-memory/);
  });
});

/** JSON knows no NaN and Infinity: they travel as text. */
function keepNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? `number ${value}` : value;
}

function reviveNumbers(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('number ') ? Number(value.slice(7)) : value;
}
