/**
 * Number of configurations of `layers` layers on `places` execution places, each used at most once:
 * the sum over stage counts s of C(layers − 1, s − 1) cuts times places! / (places − s)! assignments.
 */
export function spaceSize(layers: number, places: number): bigint {
  let total = 0n;
  let term = BigInt(places);
  for (let stages = 1; stages <= Math.min(layers, places); stages += 1) {
    total += term;
    // From s to s + 1 stages: one more cut, one more place.
    term = (term * BigInt(layers - stages) * BigInt(places - stages)) / BigInt(stages);
  }
  return total;
}

/** Share of the space that `trials` trials are; 0 where the space is beyond a double's range. */
export function exploredFraction(trials: number, size: bigint): number {
  return size > 0n ? Math.min(1, trials / Number(size)) : 1;
}
