/**
 * Number of configurations of each number of stages: entry s − 1 is C(layers − 1, s − 1) cuts times
 * places! / (places − s)! assignments.
 */
export function sizesByStages(layers: number, places: number): bigint[] {
  const sizes: bigint[] = [];
  let size = BigInt(places);
  for (let stages = 1; stages <= Math.min(layers, places); stages += 1) {
    sizes.push(size);
    // From s to s + 1 stages: one more cut, one more place.
    size = (size * BigInt(layers - stages) * BigInt(places - stages)) / BigInt(stages);
  }
  return sizes;
}

/**
 * Number of configurations of `layers` layers on `places` execution places, each used at most once:
 * the sum of sizesByStages.
 */
export function spaceSize(layers: number, places: number): bigint {
  return sizesByStages(layers, places).reduce((sum, size) => sum + size, 0n);
}

/** Share of the space that `trials` trials are; 0 where the space is beyond a double's range. */
export function exploredFraction(trials: number, size: bigint): number {
  return size > 0n ? Math.min(1, trials / Number(size)) : 1;
}
