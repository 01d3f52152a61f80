import type { MachineCpu } from './machine';

/** Cores of one kind that share what pipelines should not have to share: an execution place. */
export interface CpuGroup {
  /** Index of its kind of core. */
  readonly kind: number;
  readonly node: number;
  /** The first hardware thread of each core, in order. */
  readonly cores: readonly MachineCpu[];
}

/** Clocks or capacities that differ by less than this ratio are of one kind: favoured cores. */
const leastRatio = 1.15;
/** More places than this are made only where there are more NUMA nodes or kinds of cores. */
const mostGroups = 64;

/**
 * Groups CPUs into execution places: by kind of core, then by the smallest cache that several cores
 * share (level 2, else level 3), or by NUMA node where that gives too many. A single group is halved,
 * or there could be no pipeline. Hardware threads of one core count once.
 */
export function clusterCpus(cpus: readonly MachineCpu[]): CpuGroup[] {
  const cores = firstThreads(cpus);
  const kinds = kindsOf(cores, cpus);
  const usersOfLevel2 = countsOf(cores.map(level2));
  const node = (cpu: MachineCpu) => `${kinds.get(cpu) ?? 0} ${cpu.node}`;
  const level3 = (cpu: MachineCpu) => `${node(cpu)} ${cpu.l3 ?? ''}`;
  const nearest = (cpu: MachineCpu) =>
    (usersOfLevel2.get(level2(cpu)) ?? 0) > 1 ? `${level3(cpu)} ${cpu.l2 ?? ''}` : level3(cpu);
  const kind = (cpu: MachineCpu) => String(kinds.get(cpu) ?? 0);

  const levels = [nearest, level3, node].map((keyOf) => grouped(cores, keyOf));
  const chosen = levels.find((groups) => groups.length <= mostGroups) ?? grouped(cores, kind);
  return halved(chosen).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ kind: kinds.get(first) ?? 0, node: first.node, cores: group }];
  });
}

const level2 = (cpu: MachineCpu) =>
  cpu.l2 === null ? `core ${cpu.core}` : `${cpu.node} ${cpu.l2}`;

function firstThreads(cpus: readonly MachineCpu[]): MachineCpu[] {
  const first = new Map<string, MachineCpu>();
  for (const cpu of [...cpus].sort((a, b) => a.id - b.id)) {
    if (!first.has(cpu.core)) first.set(cpu.core, cpu);
  }
  return [...first.values()];
}

/** Number of the kind of each core, in the order of their clocks and then their numbers. */
function kindsOf(
  cores: readonly MachineCpu[],
  cpus: readonly MachineCpu[],
): Map<MachineCpu, number> {
  const threads = countsOf(cpus.map((cpu) => cpu.core));
  const clock = buckets(cores.map((cpu) => cpu.maxMhz ?? 0));
  const capacity = buckets(cores.map((cpu) => cpu.capacity ?? 0));
  const keys = cores.map(
    (cpu, index) =>
      [clock[index], capacity[index], -(threads.get(cpu.core) ?? 1), cpu.kind ?? ''] as const,
  );
  const order = cores.map((_, index) => index);
  order.sort((a, b) => compare(keys[a] ?? [], keys[b] ?? []) || a - b);
  const numbers = new Map<string, number>();
  const kinds = new Map<MachineCpu, number>();
  for (const index of order) {
    const key = JSON.stringify(keys[index]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    const cpu = cores[index];
    if (cpu !== undefined) kinds.set(cpu, number);
  }
  return kinds;
}

/** Numbers the values from the largest: a new number where the next one is clearly smaller. */
function buckets(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => b - a);
  const bucketOf = new Map<number, number>();
  let bucket = 0;
  sorted.forEach((value, index) => {
    if ((sorted[index - 1] ?? value) > value * leastRatio) bucket += 1;
    bucketOf.set(value, bucket);
  });
  return values.map((value) => bucketOf.get(value) ?? 0);
}

function compare(
  a: readonly (string | number | undefined)[],
  b: readonly (string | number | undefined)[],
): number {
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function grouped(cores: readonly MachineCpu[], keyOf: (cpu: MachineCpu) => string): MachineCpu[][] {
  const groups = new Map<string, MachineCpu[]>();
  for (const cpu of cores) {
    const members = groups.get(keyOf(cpu));
    if (members === undefined) groups.set(keyOf(cpu), [cpu]);
    else members.push(cpu);
  }
  return [...groups.values()];
}

function halved(groups: readonly (readonly MachineCpu[])[]): (readonly MachineCpu[])[] {
  const [only] = groups;
  if (only === undefined || groups.length > 1 || only.length < 2) return [...groups];
  const middle = Math.ceil(only.length / 2);
  return [only.slice(0, middle), only.slice(middle)];
}
