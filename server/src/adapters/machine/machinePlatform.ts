import { clusterCpus, type CpuGroup } from './clusterCpus';
import { assumedMhz, estimateBandwidth, estimateFlopsPerCycle, type Estimate } from './estimates';
import type { Machine } from './machine';

interface Place extends CpuGroup {
  readonly name: string;
  readonly clockGhz: number;
  readonly flops: Estimate;
}

/** Writes a machine as a platform descriptor (YAML), with a comment at each number that is estimated. */
export function machinePlatform(machine: Machine): string {
  const groups = clusterCpus(machine.cpus);
  const places = placesOf(machine, groups);
  const title = oneLine(machine.name) || oneLine(machine.architecture) || 'Unknown processor';
  const lines = [
    `# ${title}: ${countOf(new Set(machine.cpus.map((cpu) => cpu.core)).size, 'core')}, from ${machine.source}.`,
    '# What is called an estimate was not told by the machine: mend it where you know better.',
    ...machine.notes.map((note) => `# ${note}`),
    ...(places.length < 2 ? ['# One core makes one place: a pipeline needs two.'] : []),
    `platform: ${JSON.stringify(title)}`,
    'memories:',
    ...memoryLines(machine, places),
    'execution_places:',
    ...placeLines(places),
    'links:',
    '  # Estimate: an activation is written to memory by one place and read by the next.',
    `  default: { bandwidth_gb_s: ${numberText(linkBandwidth(machine, places))}, latency_us: 5 }`,
    'transfers: overlapped',
  ];
  return `${lines.join('\n')}\n`;
}

function placesOf(machine: Machine, groups: readonly CpuGroup[]): Place[] {
  const kinds = Math.max(...groups.map((group) => group.kind)) + 1;
  const unnamed = groups.map((group) => {
    const clocks = group.cores.map((cpu) => cpu.maxMhz ?? machine.clockMhz ?? assumedMhz);
    const efficient = group.kind > 0 && group.kind === kinds - 1;
    const kind = group.cores[0]?.kind ?? '';
    const flops = estimateFlopsPerCycle(machine, kind, efficient);
    return { ...group, clockGhz: Math.max(...clocks) / 1000, flops };
  });
  // Kinds again from the fastest core: equal clocks may hide unequal widths.
  const speeds = new Map<number, number>();
  for (const { kind, clockGhz, flops } of unnamed) {
    speeds.set(kind, Math.max(speeds.get(kind) ?? 0, clockGhz * flops.value));
  }
  const order = [...speeds].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([kind]) => kind);
  const renumbered = unnamed.map((group) => ({ ...group, kind: order.indexOf(group.kind) }));
  renumbered.sort((a, b) => a.kind - b.kind || firstId(a) - firstId(b));
  const names = kindNames(order.length);
  return renumbered.map((group) => {
    const alike = renumbered.filter((other) => other.kind === group.kind);
    const name = names[group.kind] ?? 'ep';
    return {
      ...group,
      name: alike.length === 1 && order.length > 1 ? name : `${name}${alike.indexOf(group)}`,
    };
  });
}

const firstId = (group: CpuGroup) => group.cores[0]?.id ?? 0;

function kindNames(count: number): string[] {
  if (count === 1) return ['ep'];
  if (count === 2) return ['fast', 'slow'];
  if (count === 3) return ['fast', 'middle', 'slow'];
  return Array.from({ length: count }, (_, kind) => `kind${kind}_`);
}

function memoryLines(machine: Machine, places: readonly Place[]): string[] {
  const nodes = nodesOf(places);
  return nodes.flatMap((node) => {
    const { value, why } = bandwidthOf(machine, places, node);
    const bytes = machine.memoryBytes.get(node) ?? 0;
    const capacity = bytes > 0 ? `, capacity_gb: ${numberText(bytes / 1e9)}` : '';
    const shared = places.filter((place) => place.node === node).length > 1 ? ', shared: true' : '';
    return [
      `  # Estimate: ${why}.`,
      `  ${memoryName(node, nodes)}: { bandwidth_gb_s: ${numberText(value)}${capacity}${shared} }`,
    ];
  });
}

function placeLines(places: readonly Place[]): string[] {
  const nodes = nodesOf(places);
  const kinds = new Set(places.map((place) => place.kind)).size;
  let told = '';
  return places.flatMap((place) => {
    const { name, node, kind, cores, clockGhz, flops } = place;
    const assumed = cores.every((cpu) => cpu.maxMhz === null)
      ? ' The clock is an estimate as well.'
      : '';
    const models = oneLine(cores[0]?.kind ?? '');
    const comment = `  # ${models === '' ? '' : `${models}. `}Estimate of flops_per_cycle: ${flops.why}.${assumed}`;
    const ids = cores.map((cpu) => cpu.id).join(', ');
    const speed = `clock_ghz: ${numberText(clockGhz)}, flops_per_cycle: ${flops.value}`;
    const rank = kinds > 1 ? `, kind: ${kind === 0 ? 'fast' : 'slow'}` : '';
    const line = `  - { name: ${name}, cores: [${ids}], ${speed}, memory: ${memoryName(node, nodes)}${rank} }`;
    const lines = comment === told ? [line] : [comment, line];
    told = comment;
    return lines;
  });
}

const nodesOf = (places: readonly Place[]) =>
  [...new Set(places.map((place) => place.node))].sort((a, b) => a - b);
const memoryName = (node: number, nodes: readonly number[]) =>
  nodes.length === 1 ? 'ram' : `node${node}`;

function bandwidthOf(machine: Machine, places: readonly Place[], node: number): Estimate {
  const local = places.filter((place) => place.node === node);
  return estimateBandwidth(
    machine,
    local.reduce((sum, place) => sum + place.cores.length, 0),
  );
}

/** A write and a read share the slowest memory. */
function linkBandwidth(machine: Machine, places: readonly Place[]): number {
  return Math.min(...nodesOf(places).map((node) => bandwidthOf(machine, places, node).value)) / 2;
}

/** At most three digits after the point, and never 0. */
function numberText(value: number): string {
  return String(Math.max(0.001, Math.round(value * 1000) / 1000));
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Text of other programs, fit for a comment: one line of printable characters. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
