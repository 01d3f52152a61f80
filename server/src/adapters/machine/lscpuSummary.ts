import type { MachineCpu } from './machine';
import { mostCpus } from './machine';
import { objectsIn, type JsonObject } from './lscpuText';
import { clockOf, indexOf, listOf } from './parseNumbers';

/** One kind of core that `lscpu` tells of: most machines have one, big.LITTLE ones several. */
export interface LscpuModel {
  readonly name: string;
  /** Its fields by name without the colon, such as `CPU max MHz`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What `lscpu -J` without `-e` says. */
export interface LscpuSummary {
  /** All fields; of several with one name the first. */
  readonly fields: ReadonlyMap<string, string>;
  readonly models: readonly LscpuModel[];
}

const deepest = 8;

/** Reads the fields of `lscpu -J`, which nest in newer versions. */
export function summaryOf(entries: readonly JsonObject[]): LscpuSummary {
  const fields = new Map<string, string>();
  const models: { name: string; fields: Map<string, string> }[] = [];
  const visit = (list: readonly JsonObject[], depth: number): void => {
    for (const entry of list) {
      const { field, data } = entry;
      if (typeof field === 'string' && (typeof data === 'string' || typeof data === 'number')) {
        const name = field.replace(/:\s*$/, '');
        const value = String(data);
        if (name === 'Model name') models.push({ name: value, fields: new Map() });
        models.at(-1)?.fields.set(name, value);
        if (!fields.has(name)) fields.set(name, value);
      }
      if (depth < deepest) visit(objectsIn(entry, 'children'), depth + 1);
    }
  };
  visit(entries, 0);
  return { fields, models };
}

/**
 * CPUs of a summary alone: it tells how many there are and how many share a core or a cache, not
 * which. Taken as Linux numbers them: first one thread of every core, then the others; kinds of
 * cores, and cores that share a cache, in a row.
 */
export function cpusOfSummary({ fields, models }: LscpuSummary): MachineCpu[] {
  const online = fields.get('On-line CPU(s) list');
  const count = Math.min(indexOf(fields.get('CPU(s)')) ?? 0, mostCpus + 1);
  const ids =
    online === undefined
      ? Array.from({ length: count }, (_, id) => id)
      : listOf(online, mostCpus + 1);
  const threads = Math.max(1, indexOf(fields.get('Thread(s) per core')) ?? 1);
  const cores = Math.max(1, Math.ceil(ids.length / threads));
  const nodes = nodesOf(fields);
  const kinds = kindsOf(models, ids.length);
  return ids.map((id, position) => {
    const core = kinds === null ? position % cores : position;
    const model = kinds?.[position];
    return {
      id,
      core: String(core),
      node: nodes.get(id) ?? 0,
      maxMhz: clockOf((model?.fields ?? fields).get('CPU max MHz')),
      capacity: null,
      kind: model?.name ?? null,
      l2: sharedBy(fields.get('L2 cache'), core, cores),
      l3: sharedBy(fields.get('L3 cache'), core, cores),
    };
  });
}

function nodesOf(fields: ReadonlyMap<string, string>): Map<number, number> {
  const nodes = new Map<number, number>();
  for (const [name, value] of fields) {
    const node = indexOf(/^NUMA node(\d+) CPU\(s\)$/.exec(name)?.[1]);
    if (node === null) continue;
    for (const id of listOf(value, mostCpus)) nodes.set(id, node);
  }
  return nodes;
}

/** The kind of each CPU in order, where there are several and their numbers add up. */
function kindsOf(models: readonly LscpuModel[], count: number): LscpuModel[] | null {
  if (models.length < 2) return null;
  const kinds: LscpuModel[] = [];
  for (const model of models) {
    const number = (field: string) => indexOf(model.fields.get(field));
    const cores = number('Core(s) per cluster') ?? number('Core(s) per socket') ?? 0;
    const clusters = number('Cluster(s)') ?? number('Socket(s)') ?? 1;
    const size = cores * Math.max(1, clusters) * (number('Thread(s) per core') ?? 1);
    if (kinds.length + size > count) return null;
    for (let i = 0; i < size; i += 1) kinds.push(model);
  }
  return kinds.length === count ? kinds : null;
}

/** Which of a cache's instances, as in `4 MiB (2 instances)`, a core uses. */
function sharedBy(cache: string | undefined, core: number, cores: number): string | null {
  const instances = indexOf(/\((\d+) instances?\)/.exec(cache ?? '')?.[1]);
  if (instances === null || instances < 1 || instances > cores) return null;
  return String(Math.floor((core * instances) / cores));
}
