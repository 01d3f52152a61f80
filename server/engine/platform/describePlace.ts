import type { ExecutionPlace } from './platform';

/** A place in a few words: `8×3.0 GHz hbm`, or `2×2.6 GHz ram at 50 %` for an emulated speed. */
export function describePlace(place: ExecutionPlace): string {
  const clock = `${(place.clockHz / 1e9).toFixed(1)} GHz`;
  const speed = place.emulateSpeed === 1 ? '' : ` at ${Math.round(place.emulateSpeed * 100)} %`;
  return `${place.cores}×${clock} ${place.memory.name}${speed}`;
}
