import type { Network } from '../network/network';
import type { ProfileTable } from './readProfile';
import type { TimeTable } from './timeTable';

/** A profile that lies beside a network. */
export interface ProfileNearby {
  readonly profile: ProfileTable;
  /** How people are told of it: its file and age. */
  readonly source: string;
}

/**
 * The first profile of exactly these layers, one of the platform before others; null where there is
 * none. Give the newest first.
 */
export function pickProfile(
  network: Network,
  platform: string | null,
  profiles: readonly ProfileNearby[],
): { readonly table: TimeTable; readonly platform: string; readonly source: string } | null {
  const fitting = profiles.filter(({ profile }) => hasLayers(profile.table, network));
  const best = fitting.find(({ profile }) => profile.platform === platform) ?? fitting[0];
  if (best === undefined) return null;
  const { table, platform: of } = best.profile;
  return { table, platform: of, source: best.source };
}

/** Names of layers tell more than the network's own: a file may be renamed. */
function hasLayers({ space }: TimeTable, { layers }: Network): boolean {
  return (
    space.layers.length === layers.length &&
    space.layers.every((name, index) => name === layers[index]?.name)
  );
}
