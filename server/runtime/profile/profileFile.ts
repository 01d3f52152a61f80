import { analyticalRatios } from '../../engine/cost/analyticalRatios';
import type { ProfileFile } from '../../engine/cost/profileSchema';
import type { Network } from '../../engine/network/network';
import type { Platform } from '../../engine/platform/platform';
import type { ClassTimes, PlaceClass } from './measureClasses';
import { spreadOf, type MedianInterval } from './medianInterval';
import { alikePlaces } from './localClasses';

/** Where, when and with what was measured. */
export interface MeasurementFacts {
  readonly machine: string;
  /** ISO 8601. */
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Why threads were not pinned; null where they were. */
  readonly unpinned: string | null;
  readonly unfinished: boolean;
}

/** What was measured, class by class. */
export interface MeasuredProfile {
  readonly network: Network;
  readonly platform: Platform;
  readonly classes: readonly PlaceClass[];
  readonly times: readonly ClassTimes[];
}

/**
 * Measured times as a profile. Places that nothing is known of are left out; null where that is all.
 * Stages of one machine share its memory, so that transfers take no time of their own.
 */
export function profileFile(
  { network, platform, classes, times }: MeasuredProfile,
  { unpinned, unfinished, ...facts }: MeasurementFacts,
): ProfileFile | null {
  const columnOf = platform.places.map((_, place) => times[classes.findIndex(({ places }) => places.includes(place))] ?? null); // prettier-ignore
  const indices = platform.places.flatMap((_, place) => (columnOf[place] ? [place] : []));
  if (indices.length === 0) return null;
  const places = indices.flatMap((index) => platform.places[index] ?? []);
  const rows = <T>(of: (time: MedianInterval, speed: number) => T): T[][] =>
    network.layers.map((_, layer) =>
      indices.flatMap((index) => {
        const time = columnOf[index]?.[layer];
        return time ? [of(time, platform.places[index]?.emulateSpeed ?? 1)] : [];
      }),
    );
  const seconds = (layer: number, place: number): number =>
    (columnOf[place]?.[layer]?.median ?? 0) / (platform.places[place]?.emulateSpeed ?? 1);
  const alike = alikePlaces(platform).filter(([first = -1]) => indices.includes(first));
  return {
    kind: 'cnn-profile',
    format: 1,
    network: network.name,
    platform: platform.name,
    layers: network.layers.map(({ name }) => name),
    executionPlaces: places.map(({ name }) => name),
    seconds: rows(({ median }, speed) => median / speed),
    cutBytes: [...network.cutBytes],
    weights: network.layers.map(({ weight }) => weight),
    weightBytes: network.layers.map(({ weightBytes }) => weightBytes),
    memoryBytes: places.map(({ memory }) => Number.isFinite(memory.capacityBytes) ? memory.capacityBytes : null), // prettier-ignore
    transfers: 'overlapped',
    ...facts,
    cores: places.map(({ coreIds }) => [...(coreIds ?? [])]),
    emulateSpeed: places.map(({ emulateSpeed }) => emulateSpeed),
    ...(unpinned !== null && { unpinned }),
    spread: rows(spreadOf),
    repetitions: rows(({ repetitions }) => repetitions),
    analyticalRatios: analyticalRatios(network, platform, alike, seconds).map((ratio) => ({
      ...ratio,
      places: [...ratio.places],
    })),
    ...(unfinished && { unfinished }),
  };
}

/** What an interrupted run left in a profile of the same problem on the same machine, class by class. */
export function timesLeft(
  file: ProfileFile | null,
  { network, platform, classes }: Omit<MeasuredProfile, 'times'>,
  machine: string,
): ClassTimes[] {
  const isSame =
    file?.unfinished === true &&
    file.machine === machine &&
    file.network === network.name &&
    file.layers.length === network.layers.length &&
    file.layers.every((name, layer) => name === network.layers[layer]?.name);
  return classes.map(({ places }) => {
    if (!isSame) return null;
    for (const index of places) {
      const place = platform.places[index];
      const column = file.executionPlaces.indexOf(place?.name ?? '');
      const isAsBefore =
        column >= 0 &&
        String(file.cores?.[column]) === String(place?.coreIds) &&
        file.emulateSpeed?.[column] === place?.emulateSpeed;
      if (isAsBefore) return columnTimes(file, column, place?.emulateSpeed ?? 1);
    }
    return null;
  });
}

function columnTimes(file: ProfileFile, column: number, speed: number): MedianInterval[] {
  return file.layers.map((_, layer) => {
    const median = (file.seconds[layer]?.[column] ?? 0) * speed;
    const spread = file.spread?.[layer]?.[column] ?? null;
    const repetitions = file.repetitions?.[layer]?.[column] ?? 0;
    return { median, halfWidth: spread === null ? null : spread * median, repetitions };
  });
}
