import { endSignals, hearEndSignals } from '../adapters/endSignals';

/** Something that can be asked to end. */
export interface Stoppable {
  stop(): void;
  shouldStop(): boolean;
}

/**
 * Hears Ctrl-C and other signals to end: the first asks the work to end with what it has found, the
 * second ends the process.
 * @returns a function that no longer hears.
 */
export function stopOnInterrupt(work: Stoppable): () => void {
  return hearEndSignals((signal) => {
    if (work.shouldStop()) process.exit(endSignals[signal]);
    work.stop();
  });
}
