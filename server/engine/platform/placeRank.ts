import type { ExecutionPlace } from './platform';
import { splitFast } from './ranking';

type Ranked = Pick<ExecutionPlace, 'peakFlops' | 'memory'>;

/** Places from fastest to slowest: by peak arithmetic, then by memory bandwidth, then as declared. */
export function rankPlaces(places: readonly Ranked[]): Int32Array<ArrayBuffer> {
  const rank = Int32Array.from(places, (_, index) => index);
  return rank.sort((a, b) => {
    const [first, second] = [places[a], places[b]];
    if (first === undefined || second === undefined) return 0;
    return (
      second.peakFlops - first.peakFlops ||
      second.memory.bytesPerSecond - first.memory.bytesPerSecond ||
      a - b
    );
  });
}

/**
 * Tells fast places (1) from slow ones (0) by the largest gap in peak arithmetic, or in memory
 * bandwidth where all places compute alike.
 */
export function fastPlaces(places: readonly Ranked[]): Uint8Array {
  const byArithmetic = splitFast(places.map((place) => 1 / place.peakFlops));
  if (byArithmetic.includes(0)) return byArithmetic;
  return splitFast(places.map((place) => 1 / place.memory.bytesPerSecond));
}
