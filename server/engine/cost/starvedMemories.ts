import type { DataPath, Problem } from '../../protocol/problem';
import { problem } from '../core/rules';
import { significant } from '../core/units';
import type { Network } from '../network/network';
import type { ExecutionPlace, Platform } from '../platform/platform';
import { rooflineParts } from './roofline';

/** Share of a place's time above which its memory is called too slow for its cores. */
const starvedShare = 0.5;

/**
 * A problem for each memory that keeps the cores of a place waiting for most of their time with a
 * network: by the roofline, layers whose memory time exceeds their compute time take more than half
 * of it. Paths lead into the platform's file; of equal places the first speaks for all.
 */
export function starvedMemories(network: Network, platform: Platform): Problem[] {
  const groups = new Map<string, ExecutionPlace>();
  for (const place of platform.places) {
    if (!groups.has(place.group)) groups.set(place.group, place);
  }
  return [...groups.values()].flatMap((place) => {
    const share = waitingShare(network, place);
    if (share <= starvedShare) return [];
    const { group, memory } = place;
    const path: DataPath = ['memories', memory.name, 'bandwidth_gb_s'];
    const message = `Memory \`${memory.name}\` starves the cores of \`${group}\`: layers that wait for it take ${significant(100 * share)} % of the time of ${network.name} there.`;
    return [problem('starved-memory', path, message)];
  });
}

/** Share of the time of all layers that layers bound by memory take. */
function waitingShare({ layers }: Network, place: ExecutionPlace): number {
  let waiting = 0;
  let all = 0;
  for (const layer of layers) {
    const { computeSeconds, memorySeconds } = rooflineParts(layer, place);
    all += Math.max(computeSeconds, memorySeconds);
    if (memorySeconds > computeSeconds) waiting += memorySeconds;
  }
  return all > 0 ? waiting / all : 0;
}
