import type { ExecutionPlace, Platform } from '../../engine/platform/platform';
import type { PlaceClass } from './measureClasses';

/** Places with cores of one kind and number are measured once; an emulated speed only divides their times. */
export function localClasses({ places }: Platform): PlaceClass[] {
  return grouped(places, kindOf).map((indices) => ({
    places: indices,
    cores: places[indices[0] ?? 0]?.coreIds ?? null,
  }));
}

/** Indices of places on which every layer takes the same time. */
export function alikePlaces({ places }: Platform): number[][] {
  return grouped(places, (place) => `${kindOf(place)} ${place.emulateSpeed}`);
}

function grouped(
  places: readonly ExecutionPlace[],
  keyOf: (place: ExecutionPlace) => string,
): number[][] {
  const groups = new Map<string, number[]>();
  places.forEach((place, index) => {
    const key = keyOf(place);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

function kindOf({ cores, clockHz, flopsPerCycle, memory, efficiency }: ExecutionPlace): string {
  return JSON.stringify([cores, clockHz, flopsPerCycle, memory, efficiency]);
}
