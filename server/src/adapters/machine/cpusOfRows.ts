import type { MachineCpu } from './machine';
import { clockOf, indexOf } from './parseNumbers';
import type { JsonObject } from './lscpuText';

/** CPUs of `lscpu -J -e`, whatever columns there are. Offline ones and nonsense are left out. */
export function cpusOfRows(rows: readonly JsonObject[]): MachineCpu[] {
  const cpus = new Map<number, MachineCpu>();
  for (const row of rows) {
    const id = indexOf(row['cpu']);
    if (id === null || isOffline(row['online']) || cpus.has(id)) continue;
    const socket = indexOf(row['socket']) ?? 0;
    const core = indexOf(row['core']);
    const caches = cachesOf(row);
    const model = row['modelname'];
    cpus.set(id, {
      id,
      core: core === null ? `cpu ${id}` : `${socket}:${core}`,
      node: indexOf(row['node']) ?? 0,
      maxMhz: clockOf(row['maxmhz']),
      capacity: null,
      kind: typeof model === 'string' ? model : null,
      l2: caches.get('l2') ?? null,
      l3: caches.get('l3') ?? null,
    });
  }
  return [...cpus.values()];
}

function isOffline(online: unknown): boolean {
  return online === false || online === 0 || /^(no?|0)$/i.test(String(online));
}

/** Identity of the cache of each level, from a column such as `l1d:l1i:l2:l3` = `0:0:0:0`. */
function cachesOf(row: JsonObject): Map<string, string> {
  const caches = new Map<string, string>();
  for (const [column, value] of Object.entries(row)) {
    const levels = column === 'cache' ? ['l1d', 'l1i', 'l2', 'l3'] : column.split(':');
    if (typeof value !== 'string' || (levels.length < 2 && column !== 'cache')) continue;
    value.split(':').forEach((identity, position) => {
      const level = levels[position]?.toLowerCase();
      if (level !== undefined && /^\d+$/.test(identity)) caches.set(level, identity);
    });
  }
  return caches;
}
