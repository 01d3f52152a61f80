const everyMilliseconds = 50;

/**
 * Looks now and then whether a stop was asked for, in whatever thread, and then acts once.
 * @returns a function that no longer looks.
 */
export function stopWatch(shouldStop: () => boolean, act: () => void): () => void {
  const timer = setInterval(() => {
    if (!shouldStop()) return;
    clearInterval(timer);
    act();
  }, everyMilliseconds);
  return () => clearInterval(timer);
}
