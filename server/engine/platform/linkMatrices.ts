import type { Problem } from '../../protocol/problem';
import { namedPlaces, unknownPlace } from './namedPlaces';
import type { ExecutionPlace } from './platform';
import type { PlatformFile } from './platformSchema';

/** Links as place × place matrices, row-major, 0 on the diagonal. */
export interface LinkMatrices {
  readonly linkLatencySeconds: Float64Array;
  readonly linkSecondsPerByte: Float64Array;
}

/**
 * Makes the link matrices: the default link (none: transfers take no time), then each entry of
 * `between` in order, so that a later one wins. Adds problems of ends that nothing is called.
 */
export function linkMatrices(
  links: PlatformFile['links'],
  places: readonly ExecutionPlace[],
  problems: Problem[],
): LinkMatrices {
  const size = places.length;
  const usual = links?.default;
  const usualLatency = usual?.latency_us ?? 0;
  const latency = new Float64Array(size * size).fill(usualLatency * 1e-6);
  const perByte = new Float64Array(size * size).fill(secondsPerByte(usual?.bandwidth_gb_s));
  const ends = namedPlaces(places);
  // Only the last entry for a pair of names counts: however long the list, each pair is set once.
  const chosen = new Map<string, Chosen>();
  links?.between?.forEach((entry, index) => {
    const path = ['links', 'between', index];
    const placesAt = (end: 'from' | 'to') => {
      const found = ends.get(entry[end]);
      if (found === undefined) {
        problems.push(unknownPlace(entry[end], [...path, end], [...ends.keys()]));
      }
      return found ?? [];
    };
    const [from, to] = [placesAt('from'), placesAt('to')];
    const seconds = (entry.latency_us ?? usualLatency) * 1e-6;
    const cost = secondsPerByte(entry.bandwidth_gb_s);
    choose(chosen, `${entry.from} ${entry.to}`, { from, to, seconds, cost });
    if (entry.one_way === true) return;
    choose(chosen, `${entry.to} ${entry.from}`, { from: to, to: from, seconds, cost });
  });
  for (const { from, to, seconds, cost } of chosen.values()) {
    for (const a of from) {
      for (const b of to) {
        latency[a * size + b] = seconds;
        perByte[a * size + b] = cost;
      }
    }
  }
  for (let place = 0; place < size; place += 1) {
    latency[place * (size + 1)] = 0;
    perByte[place * (size + 1)] = 0;
  }
  return { linkLatencySeconds: latency, linkSecondsPerByte: perByte };
}

/** One direction of an entry: the links from every `from` to every `to`. */
interface Chosen {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly seconds: number;
  readonly cost: number;
}

/** Replaces what was chosen for the pair of names, and moves it to the end. */
function choose(chosen: Map<string, Chosen>, pair: string, link: Chosen): void {
  chosen.delete(pair);
  chosen.set(pair, link);
}

function secondsPerByte(gigabytesPerSecond: number | undefined): number {
  return gigabytesPerSecond === undefined ? 0 : 1 / (gigabytesPerSecond * 1e9);
}
