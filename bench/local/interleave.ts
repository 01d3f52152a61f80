/**
 * Takes measurements in turn, again and again, each round beginning with another one.
 * @returns [measurement][repetition]
 */
export async function interleave<T>(
  measurements: readonly (() => Promise<T>)[],
  repetitions: number,
): Promise<T[][]> {
  const taken: T[][] = measurements.map(() => []);
  for (let round = 0; round < repetitions; round += 1) {
    for (let i = 0; i < measurements.length; i += 1) {
      const index = (round + i) % measurements.length;
      const value = await measurements[index]?.();
      if (value !== undefined) taken[index]?.push(value);
    }
  }
  return taken;
}
