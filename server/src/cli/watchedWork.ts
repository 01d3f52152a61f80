import { stopOnInterrupt, type Stoppable } from './interrupts';
import type { Io } from './io';
import { startProgress, type Progress } from './progress';

/**
 * Waits for work that goes on in other threads: shows how far it is, and has Ctrl-C end it.
 * @param total of which the progress is a part; null where nobody knows.
 */
export async function watchedWork<Outcome>(
  outcome: Promise<Outcome>,
  signals: Stoppable,
  total: number | null,
  read: () => Progress,
  io: Io,
): Promise<Outcome> {
  const endInterrupts = stopOnInterrupt(signals);
  const endProgress = startProgress(total, read, io);
  try {
    return await outcome;
  } finally {
    endProgress();
    endInterrupts();
  }
}
