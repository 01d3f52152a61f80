import { localProbe, type MachineProbe } from './localProbe';
import { mostCpus, type Machine, type MachineCpu } from './machine';
import { machinePlatform } from './machinePlatform';
import { clockOf, listOf } from './parseNumbers';
import { readLscpu } from './readLscpu';
import { quotaNote } from './quotaNote';
import { hybridKinds, withSysfs } from './sysfsCpu';

const columns = 'CPU,CORE,SOCKET,NODE,MAXMHZ,CACHE,ONLINE';

/**
 * A platform descriptor (YAML) of this machine: cores that this process may use, from `lscpu` and
 * sysfs on Linux, from the runtime elsewhere. Never fails; what is not told is estimated.
 */
export async function describeMachine(probe: MachineProbe = localProbe): Promise<string> {
  const machine = (await linuxMachine(probe)) ?? runtimeMachine(probe);
  return machinePlatform(machine);
}

async function linuxMachine(probe: MachineProbe): Promise<Machine | null> {
  const [table, summary, status] = await Promise.all([
    probe.run('lscpu', ['-J', `-e=${columns}`]),
    probe.run('lscpu', ['-J']),
    probe.read('/proc/self/status'),
  ]);
  const known = readLscpu([table ?? '', summary ?? ''].join('\n').trim());
  const base = known.ok ? known.value : runtimeMachine(probe);
  if (!known.ok && status === null) return null;
  const allowed = new Set(
    listOf(/^Cpus_allowed_list:\s*(\S+)/m.exec(status ?? '')?.[1] ?? '', 65_536),
  );
  const usable = base.cpus.filter((cpu) => allowed.size === 0 || allowed.has(cpu.id));
  const kinds = await hybridKinds(probe);
  const cpus = usable.length > 0 ? usable : base.cpus;
  return {
    ...base,
    name: base.name === '' ? (probe.processors()[0]?.model ?? '') : base.name,
    architecture: base.architecture === '' ? probe.architecture() : base.architecture,
    cpus: await Promise.all(cpus.map((cpu) => withSysfs(probe, cpu, kinds))),
    memoryBytes: dividedMemory(probe.memoryBytes(), cpus),
    source: known.ok ? 'lscpu and sysfs' : 'sysfs',
    notes: await quotaNote(probe, cpus.length),
  };
}

/** The memory of a machine in equal parts for its NUMA nodes. */
function dividedMemory(bytes: number, cpus: readonly MachineCpu[]): Map<number, number> {
  const nodes = new Set(cpus.map((cpu) => cpu.node));
  return new Map([...nodes].map((node) => [node, bytes / nodes.size]));
}

function runtimeMachine(probe: MachineProbe): Machine {
  const processors = probe.processors().slice(0, mostCpus);
  const unknown = { capacity: null, kind: null, l2: null, l3: null, node: 0 };
  const cpus = processors.map(({ speed }, id) => ({
    ...unknown, id, core: `cpu ${id}`, maxMhz: clockOf(speed),
  })); // prettier-ignore
  return {
    name: processors[0]?.model ?? '',
    architecture: probe.architecture(),
    flags: new Set(),
    cpus: cpus.length > 0 ? cpus : [{ ...unknown, id: 0, core: 'cpu 0', maxMhz: null }],
    clockMhz: null,
    memoryBytes: new Map([[0, probe.memoryBytes()]]),
    source: 'the operating system',
    notes: [],
  };
}
