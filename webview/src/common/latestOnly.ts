/**
 * Runs an asynchronous task for the newest value only: while one runs, later values replace each
 * other and the last is run when it ends. Keeps a dragged slider from flooding the host.
 */
export function latestOnly<T>(task: (value: T) => Promise<void>): (value: T) => void {
  let running = false;
  let waiting: { value: T } | null = null;
  const start = (value: T): void => {
    running = true;
    void task(value).finally(() => {
      running = false;
      const next = waiting;
      waiting = null;
      if (next) start(next.value);
    });
  };
  return (value) => {
    if (running) waiting = { value };
    else start(value);
  };
}
