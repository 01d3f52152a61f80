import { analyticalTable } from '../../engine/cost/analyticalTable';
import type { ProfileTable } from '../../engine/cost/readProfile';
import type { TimeTable } from '../../engine/cost/timeTable';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';

/** What is known of times on this machine: a profile, or what is expected. */
export interface LocalKnowledge {
  readonly network: Network;
  readonly platform: Platform;
  /** Null for the analytical model's hints. */
  readonly profile: ProfileTable | null;
}

/**
 * What explorers and policies may know, or why nothing is: of links nothing, as stages of one machine
 * hand memory on.
 */
export function localTable({ network, platform, profile }: LocalKnowledge): TimeTable | string {
  if (profile !== null) return profileTable(profile, network, platform);
  const none = new Float64Array(platform.places.length ** 2);
  const free = { linkLatencySeconds: none, linkSecondsPerByte: none, transfers: 'overlapped' } as const; // prettier-ignore
  const table = analyticalTable(network, { ...platform, ...free });
  return table.ok ? table.value : table.problems.map(({ message }) => message).join(' ');
}

function profileTable(
  { table }: ProfileTable,
  network: Network,
  platform: Platform,
): TimeTable | string {
  const { layers, places } = table.space;
  const differs = (own: readonly string[], wanted: readonly { readonly name: string }[]) =>
    own.length !== wanted.length || own.some((name, index) => name !== wanted[index]?.name);
  if (differs(layers, network.layers)) return `The profile is of other layers than those of ${network.name}: measure them anew.`; // prettier-ignore
  if (differs(places, platform.places)) return `The profile is of other execution places than those of ${platform.name}: measure them anew.`; // prettier-ignore
  return table;
}
