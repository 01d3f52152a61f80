/** Curves that move by fewer pixels look as if they stood. */
const leastPixels = 6;
/** Nothing is told more often. */
const fastest = 100;
/** Slower pictures look like pictures. */
const slowest = 250;

/**
 * Least milliseconds between two pictures of a window of a run: each costs the browser the same, however
 * little has moved.
 * @param seconds how long the window is.
 * @param width pixels that it is drawn on.
 */
export function paceOf(seconds: number, width: number): number {
  const milliseconds = (leastPixels * 1000 * seconds) / Math.max(1, width);
  return Math.max(fastest, Math.min(slowest, milliseconds));
}
