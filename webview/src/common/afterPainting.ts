/** Most milliseconds that a drawing waits for the page to rest. */
const longestWait = 200;

/**
 * A drawing that waits until what was drawn before it has been painted; calls before that are one.
 * Words are so on the screen before the charts that take longer.
 */
export function afterPainting(draw: () => void): () => void {
  let isDue = false;
  const drawNow = (): void => {
    isDue = false;
    draw();
  };
  return () => {
    if (isDue) return;
    isDue = true;
    // A frame's own callbacks still run before it is painted.
    requestAnimationFrame(() => requestIdleCallback(drawNow, { timeout: longestWait }));
  };
}
