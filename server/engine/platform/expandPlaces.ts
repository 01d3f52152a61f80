import type { Problem } from '../../protocol/problem';
import { describeValue } from '../core/describeValue';
import { didYouMean, orNames } from '../core/didYouMean';
import { duplicateNames } from '../core/duplicateNames';
import { problem } from '../core/rules';
import { defaultEfficiency, withEfficiency } from './efficiency';
import { mostPlaces } from './mostPlaces';
import { fastPlaces } from './placeRank';
import type { ExecutionPlace, Memory } from './platform';
import type { PlaceEntry, PlatformFile } from './platformSchema';

type Unsplit = Omit<ExecutionPlace, 'fast'>;

/**
 * Makes the execution places of a descriptor: `count: 4` gives four of them, numbered from 0; places
 * of a shared memory get equal parts of it. Adds problems of names, memories and core numbers.
 */
export function expandPlaces(file: PlatformFile, problems: Problem[]): ExecutionPlace[] {
  const entries = file.execution_places;
  const total = entries.reduce((sum, entry) => sum + (entry.count ?? 1), 0);
  if (total > mostPlaces) {
    const message = `The platform has ${total} execution places; at most ${mostPlaces} are supported.`;
    problems.push(problem('too-large', ['execution_places'], message, { on: 'key' }));
    return [];
  }
  problems.push(...nameProblems(entries));
  const memories = attachMemories(file, problems);
  problems.push(...sharedCores(entries));
  const base = withEfficiency(defaultEfficiency, file.efficiency);
  const places = entries.flatMap((entry): Unsplit[] => {
    const memory = memories.get(entry.memory);
    if (memory === undefined) return [];
    const place = { ...placeOf(entry, memory), efficiency: withEfficiency(base, entry.efficiency) };
    return namesOf(entry).map((name) => ({ name, ...place }));
  });
  const fast = fastPlaces(places);
  const kinds = new Map(entries.map((entry) => [entry.name, entry.kind]));
  return places.map((place, index) => {
    const kind = kinds.get(place.group);
    return { ...place, fast: kind === undefined ? fast[index] === 1 : kind === 'fast' };
  });
}

/** A name may stand for one place or one group only, or links could not name their ends. */
function nameProblems(entries: readonly PlaceEntry[]): Problem[] {
  const pathOf = (group: number) => ['execution_places', group, 'name'];
  const groups = entries.map((entry) => entry.name);
  const doubles = duplicateNames(groups, 'execution places', pathOf);
  if (doubles.length > 0) return doubles;
  // What clashes only by numbering: `fep0` beside `fep` with a count.
  const all = entries.flatMap((entry, group) => {
    const names = entry.count === undefined ? namesOf(entry) : [entry.name, ...namesOf(entry)];
    return names.map((name) => ({ name, group }));
  });
  const names = all.map(({ name }) => name);
  return duplicateNames(names, 'execution places', (index) => pathOf(all[index]?.group ?? 0));
}

function namesOf({ name, count }: PlaceEntry): string[] {
  return count === undefined ? [name] : Array.from({ length: count }, (_, i) => `${name}${i}`);
}

function placeOf(entry: PlaceEntry, memory: Memory): Omit<Unsplit, 'name' | 'efficiency'> {
  const cores = typeof entry.cores === 'number' ? entry.cores : entry.cores.length;
  const emulateSpeed = entry.emulate_speed ?? 1;
  const clockHz = entry.clock_ghz * 1e9;
  return {
    group: entry.name,
    cores,
    coreIds: typeof entry.cores === 'number' ? null : entry.cores,
    clockHz,
    flopsPerCycle: entry.flops_per_cycle,
    peakFlops: cores * clockHz * entry.flops_per_cycle * emulateSpeed,
    memory,
    emulateSpeed,
    powerWatts: entry.power_w ?? null,
  };
}

/** Each memory as one of its places sees it. */
function attachMemories(file: PlatformFile, problems: Problem[]): Map<string, Memory> {
  const attached = new Map(Object.keys(file.memories).map((name) => [name, 0]));
  const names = [...attached.keys()];
  file.execution_places.forEach(({ memory, count = 1 }, group) => {
    const before = attached.get(memory);
    if (before !== undefined) {
      attached.set(memory, before + count);
      return;
    }
    const message = `There is no memory ${describeValue(memory)}: ${orNames(memory, names)}`;
    const meant = didYouMean(memory, names);
    const extra = meant === undefined ? {} : { suggestion: meant };
    problems.push(problem('unknown-memory', ['execution_places', group, 'memory'], message, extra));
  });
  return new Map(
    Object.entries(file.memories).map(([name, memory]) => {
      const users = attached.get(name) ?? 0;
      if (users === 0) {
        const message = `No execution place uses memory ${describeValue(name)}.`;
        problems.push(problem('unused-memory', ['memories', name], message, { on: 'key' }));
      }
      const parts = memory.shared === true ? Math.max(1, users) : 1;
      const bytesPerSecond = (memory.bandwidth_gb_s * 1e9) / parts;
      const capacityBytes = ((memory.capacity_gb ?? Infinity) * 1e9) / parts;
      return [name, { name, bytesPerSecond, capacityBytes }];
    }),
  );
}

/** Warns of real cores that two places, or the copies of one, would have to share. */
function sharedCores(entries: readonly PlaceEntry[]): Problem[] {
  const first = new Map<number, number>();
  return entries.flatMap((entry, group) => {
    if (typeof entry.cores === 'number') return [];
    const path = ['execution_places', group, 'cores'];
    if ((entry.count ?? 1) > 1) {
      const message = `All ${entry.count} places of ${describeValue(entry.name)} name the same cores.`;
      return [problem('shared-core', path, message)];
    }
    const taken = entry.cores.find((core) => first.has(core));
    for (const core of entry.cores) if (!first.has(core)) first.set(core, group);
    if (taken === undefined) return [];
    const owner = entries[first.get(taken) ?? 0]?.name;
    const message = `Core ${taken} belongs to ${describeValue(owner)} as well.`;
    return [problem('shared-core', path, message)];
  });
}
