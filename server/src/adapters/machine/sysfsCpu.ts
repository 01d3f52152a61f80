import type { MachineCpu } from './machine';
import type { MachineProbe } from './localProbe';
import { clockOf, indexOf, listOf, numberOf } from './parseNumbers';

const root = '/sys/devices/system/cpu';
const mostCaches = 8;

/** A CPU with what Linux's sysfs adds to it: clock, capacity, kind, and the caches that it shares. */
export async function withSysfs(
  probe: MachineProbe,
  cpu: MachineCpu,
  kinds: ReadonlyMap<number, string>,
): Promise<MachineCpu> {
  const read = (path: string) => probe.read(`${root}/cpu${cpu.id}/${path}`);
  const [kilohertz, capacity, core, socket, caches] = await Promise.all([
    read('cpufreq/cpuinfo_max_freq'),
    read('cpu_capacity'),
    read('topology/core_id'),
    read('topology/physical_package_id'),
    sharedCaches(read),
  ]);
  const maxKilohertz = numberOf(kilohertz);
  const hasCore = cpu.core.startsWith('cpu ') && indexOf(core) !== null;
  return {
    ...cpu,
    core: hasCore ? `${indexOf(socket) ?? 0}:${indexOf(core) ?? 0}` : cpu.core,
    maxMhz: clockOf((maxKilohertz ?? 0) / 1000) ?? cpu.maxMhz,
    capacity: numberOf(capacity),
    kind: kinds.get(cpu.id) ?? cpu.kind,
    l2: caches.get(2) ?? cpu.l2,
    l3: caches.get(3) ?? cpu.l3,
  };
}

/** First CPU of those that share the cache of each level: an identity of the cache. */
async function sharedCaches(
  read: (path: string) => Promise<string | null>,
): Promise<Map<number, string>> {
  const caches = new Map<number, string>();
  for (let index = 0; index < mostCaches; index += 1) {
    const level = indexOf(await read(`cache/index${index}/level`));
    if (level === null) break;
    const [first] = listOf((await read(`cache/index${index}/shared_cpu_list`)) ?? '', 65_536);
    if (first !== undefined) caches.set(level, String(first));
  }
  return caches;
}

/** Kinds of the cores of a hybrid x86 processor, by CPU; empty on other machines. */
export async function hybridKinds(probe: MachineProbe): Promise<Map<number, string>> {
  const kinds = new Map<number, string>();
  for (const [device, kind] of [
    ['cpu_core', 'Performance cores'],
    ['cpu_atom', 'Efficient cores (Atom)'],
  ] as const) {
    const list = await probe.read(`/sys/devices/${device}/cpus`);
    for (const cpu of listOf(list ?? '', 65_536)) kinds.set(cpu, kind);
  }
  return kinds;
}
