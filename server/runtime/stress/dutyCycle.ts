const periodMilliseconds = 10;

/**
 * Works for a share of the time, in slices of ten milliseconds, for ever. A core that others use too
 * does not work longer for it: what it wants is a share of the time, not of the work.
 * @param now a clock in milliseconds.
 * @param rest waits for so many milliseconds.
 */
export function dutyCycle(
  work: () => void,
  strength: number,
  now: () => number,
  rest: (milliseconds: number) => void,
): never {
  const working = periodMilliseconds * strength;
  for (;;) {
    const begin = now();
    while (now() - begin < working) work();
    const left = periodMilliseconds - (now() - begin);
    if (strength < 1 && left > 0) rest(left);
  }
}
