import { problem } from '../../../engine/core/rules';
import { fail, succeed, type Result } from '../../../engine/core/result';
import { parseXml, type XmlElement } from './lstopoXml';
import { mostCpus, type Machine, type MachineCpu } from './machine';
import { clockInName, clockOf, indexOf, numberOf } from './parseNumbers';

/** More memory than any node has: a number that was not meant. */
const mostBytes = 1e15;

/** What surrounds an object of the tree. */
interface Surroundings {
  readonly node: number;
  readonly core: string | null;
  readonly l2: string | null;
  readonly l3: string | null;
}

/** What the tree tells besides its CPUs. */
interface Findings {
  readonly cpus: MachineCpu[];
  readonly memoryBytes: Map<number, number>;
  readonly infos: Map<string, string>;
  /** Objects numbered so far: an identity for caches and cores. */
  objects: number;
}

/** Reads a machine from the XML that `lstopo --of xml` writes (hwloc 1 and 2). */
export function readLstopo(text: string): Result<Machine> {
  const root = parseXml(text);
  if (typeof root === 'string') return malformed(root);
  if (root.name !== 'topology') return malformed('The file is no hwloc topology.');
  const found: Findings = { cpus: [], memoryBytes: new Map(), infos: new Map(), objects: 0 };
  for (const child of root.children) {
    visit(child, { node: 0, core: null, l2: null, l3: null }, found);
  }
  const unique = new Map(found.cpus.map((cpu) => [cpu.id, cpu]));
  if (unique.size === 0) return malformed('No processing unit (PU) is described here.');
  if (unique.size > mostCpus) {
    return fail([problem('too-large', [], `The machine has more than ${mostCpus} CPUs.`)]);
  }
  const kinds = root.children.filter((child) => child.name === 'cpukind').map(readKind);
  return succeed({
    name: found.infos.get('CPUModel') ?? '',
    architecture: found.infos.get('Architecture') ?? '',
    flags: new Set(),
    cpus: [...unique.values()].map((cpu) => withKind(cpu, kinds)),
    clockMhz: clockInName(found.infos.get('CPUModel') ?? ''),
    memoryBytes: found.memoryBytes,
    source: 'lstopo',
    notes: [],
  });
}

function malformed(what: string): Result<Machine> {
  return fail([problem('machine-malformed', [], `${what} Save it with \`lstopo --of xml\`.`)]);
}

function visit(element: XmlElement, around: Surroundings, found: Findings): void {
  const { attributes, children, name } = element;
  if (name === 'info') {
    const key = attributes.get('name') ?? '';
    if (!found.infos.has(key)) found.infos.set(key, attributes.get('value') ?? '');
  }
  if (name !== 'object') return;
  const type = attributes.get('type');
  const index = indexOf(attributes.get('os_index'));
  const identity = String((found.objects += 1));
  let inside = around;
  if (type === 'NUMANode') {
    inside = { ...inside, node: rememberNode(element, found) };
  } else if (type === 'L2Cache' || (type === 'Cache' && attributes.get('depth') === '2')) {
    inside = { ...inside, l2: identity };
  } else if (type === 'L3Cache' || (type === 'Cache' && attributes.get('depth') === '3')) {
    inside = { ...inside, l3: identity };
  } else if (type === 'Core') {
    inside = { ...inside, core: `core ${identity}` };
  } else if (type === 'PU' && index !== null && found.cpus.length <= mostCpus) {
    const { node, l2, l3 } = around;
    const core = around.core ?? `cpu ${index}`;
    found.cpus.push({ id: index, core, node, l2, l3, maxMhz: null, capacity: null, kind: null });
  }
  const local = children.map(memoryNode).find((node) => node !== null);
  if (local) inside = { ...inside, node: rememberNode(local, found) };
  for (const child of children) visit(child, inside, found);
}

/** Since hwloc 2 a node is a child beside the caches that it serves, or behind a cache of its own. */
function memoryNode(element: XmlElement): XmlElement | null {
  const type = element.attributes.get('type');
  if (type === 'NUMANode') return hasPu(element) ? null : element;
  if (type !== 'MemCache') return null;
  return element.children.map(memoryNode).find((node) => node !== null) ?? null;
}

function rememberNode({ attributes }: XmlElement, found: Findings): number {
  const node = indexOf(attributes.get('os_index')) ?? 0;
  const bytes = numberOf(attributes.get('local_memory'));
  if (bytes !== null && bytes > 0 && bytes <= mostBytes) found.memoryBytes.set(node, bytes);
  return node;
}

function hasPu(element: XmlElement): boolean {
  return element.attributes.get('type') === 'PU' || element.children.some(hasPu);
}

/** A kind of core: which CPUs it has, what it is called, and its largest clock. */
interface Kind {
  readonly has: (cpu: number) => boolean;
  readonly name: string | null;
  readonly maxMhz: number | null;
  /** Position among the kinds, which hwloc sorts from the slowest; only where no clock is told. */
  readonly capacity: number | null;
}

function readKind({ attributes, children }: XmlElement, index: number): Kind {
  const info = (key: string) =>
    children.find((child) => child.attributes.get('name') === key)?.attributes.get('value');
  const maxMhz = clockOf(info('FrequencyMaxMHz')) ?? clockOf(info('FrequencyBaseMHz'));
  return {
    has: cpuset(attributes.get('cpuset') ?? ''),
    name: info('CoreType') ?? null,
    maxMhz,
    capacity: maxMhz === null ? 2 ** Math.min(index, 60) : null,
  };
}

function withKind(cpu: MachineCpu, kinds: readonly Kind[]): MachineCpu {
  const kind = kinds.find((candidate) => candidate.has(cpu.id));
  if (kind === undefined) return cpu;
  const { maxMhz, capacity } = kind;
  return { ...cpu, maxMhz, capacity, kind: kinds.length > 1 ? kind.name : null };
}

/** Membership in a bit mask as hwloc writes it: 32-bit words in hexadecimal, the highest first. */
function cpuset(mask: string): (cpu: number) => boolean {
  const words = mask
    .split(',')
    .slice(-2048)
    .map((word) => Number.parseInt(word, 16))
    .reverse();
  return (cpu) => {
    const word = words[Math.floor(cpu / 32)] ?? 0;
    return Math.floor(word / 2 ** (cpu % 32)) % 2 === 1;
  };
}
