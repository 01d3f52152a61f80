import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readPlatform } from '../../../../server/engine/platform/readPlatform';
import type { Platform } from '../../../../server/engine/platform/platform';
import { describeMachine } from '../../../../server/src/adapters/machine/describeMachine';
import type { MachineProbe } from '../../../../server/src/adapters/machine/localProbe';
import { parseYamlFile } from '../../../../server/src/language/yamlFile';
import * as machines from './fixtures';

function platformOf(text: string): Platform {
  const file = parseYamlFile(text);
  const result = readPlatform(file.data);
  expect([...file.problems, ...result.problems]).toEqual([]);
  if (!result.ok) throw new Error(text);
  return result.value;
}

/** A machine of `count` processors that answers with these files and this table of lscpu only. */
function probeOf(
  count: number,
  files: Record<string, string>,
  table: string | null = null,
): MachineProbe {
  return {
    run: (_, args) => Promise.resolve(args.some((arg) => arg.startsWith('-e')) ? table : null),
    read: (path) => Promise.resolve(files[path] ?? null),
    processors: () => Array.from({ length: count }, () => ({ model: 'Test processor', speed: 0 })),
    memoryBytes: () => 8e9,
    architecture: () => 'arm64',
  };
}

const coresOf = (platform: Platform) => platform.places.map((place) => place.coreIds);

describe('describeMachine', () => {
  it('describes the machine that runs the test', async () => {
    const platform = platformOf(await describeMachine());
    const ids = coresOf(platform).flatMap((cores) => cores ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThanOrEqual(availableParallelism());
  });

  it('tells clusters apart by sysfs where lscpu is missing', async () => {
    const files: Record<string, string> = { '/proc/self/status': 'Name:\tnode\n' };
    for (let cpu = 0; cpu < 6; cpu += 1) {
      const root = `/sys/devices/system/cpu/cpu${cpu}`;
      files[`${root}/cpu_capacity`] = cpu < 4 ? '446\n' : '1024\n';
      files[`${root}/topology/core_id`] = `${cpu % 4}\n`;
      files[`${root}/topology/physical_package_id`] = cpu < 4 ? '0\n' : '1\n';
      files[`${root}/cpufreq/cpuinfo_max_freq`] = '2000000\n';
      files[`${root}/cache/index0/level`] = '1\n';
      files[`${root}/cache/index1/level`] = '2\n';
      files[`${root}/cache/index1/shared_cpu_list`] = cpu < 4 ? '0-3\n' : '4,5\n';
    }
    const platform = platformOf(await describeMachine(probeOf(6, files)));
    expect(coresOf(platform)).toEqual([[4, 5], [0, 1, 2, 3]]); // prettier-ignore
    expect(platform.places[0]).toMatchObject({ clockHz: 2e9, fast: true });
    expect(platform.places[0]?.memory.capacityBytes).toBe(4e9);
  });

  it('leaves out cores that this process may not use', async () => {
    const files = { '/proc/self/status': 'Cpus_allowed_list:\t0-3,8-15\n' };
    const probe = probeOf(16, files, machines.intelHybrid);
    const cores = coresOf(platformOf(await describeMachine(probe)));
    expect(cores).toEqual([[0, 2], [8, 9, 10, 11], [12, 13, 14, 15]]); // prettier-ignore
  });

  it.each<[string, Record<string, string>, string | null]>([
    ['a quota', { 'cpu.max': '150000 100000\n' }, 'the time of 1.5 CPUs'],
    ['an older quota', { 'cpu/cpu.cfs_quota_us': '200000\n', 'cpu/cpu.cfs_period_us': '100000\n' }, 'the time of 2 CPUs'],
    ['no limit', { 'cpu.max': 'max 100000\n' }, null],
    ['no older limit', { 'cpu/cpu.cfs_quota_us': '-1\n', 'cpu/cpu.cfs_period_us': '100000\n' }, null],
    ['a quota for all', { 'cpu.max': '1600000 100000\n' }, null],
  ])('warns of a container with %s', async (_, groups, expected) => {
    const files: Record<string, string> = { '/proc/self/status': 'Name:\tnode\n' };
    for (const [name, text] of Object.entries(groups)) files[`/sys/fs/cgroup/${name}`] = text;
    const text = await describeMachine(probeOf(16, files, machines.intelHybrid));
    platformOf(text);
    const note = /^# A quota .*$/m.exec(text)?.[0] ?? null;
    if (expected === null) expect(note).toBeNull();
    else expect(note).toContain(expected);
  }); // prettier-ignore

  it('halves what the runtime knows where there is neither lscpu nor sysfs', async () => {
    const platform = platformOf(await describeMachine(probeOf(8, {})));
    expect(platform.name).toBe('Test processor');
    expect(coresOf(platform)).toEqual([[0, 1, 2, 3], [4, 5, 6, 7]]); // prettier-ignore
  });

  it('survives a runtime that knows nothing', async () => {
    expect(coresOf(platformOf(await describeMachine(probeOf(0, {}))))).toEqual([[0]]);
  });
});
