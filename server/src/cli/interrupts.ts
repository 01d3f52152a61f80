/** Something that can be asked to end. */
export interface Stoppable {
  stop(): void;
  shouldStop(): boolean;
}

/**
 * Hears Ctrl-C: the first asks the work to end with what it has found, the second ends the process
 * (130).
 * @returns a function that no longer hears.
 */
export function stopOnInterrupt(work: Stoppable): () => void {
  const interrupted = (): void => {
    if (work.shouldStop()) process.exit(130);
    work.stop();
  };
  process.on('SIGINT', interrupted);
  return () => void process.off('SIGINT', interrupted);
}
