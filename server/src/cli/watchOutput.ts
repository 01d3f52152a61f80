import type { EventEmitter } from 'node:events';
import { explainSystemError } from '../adapters/explainSystemError';
import type { Io } from './io';

/** The parts of a process that write. */
interface Process {
  readonly stdout: EventEmitter;
  readonly stderr: EventEmitter;
  exitCode?: number | string | null | undefined;
}

/**
 * Lets a verb go on, and save what it was told to, where nobody takes what it prints. A reader that
 * has left (`cnn-tuner layers … | head`) is no failure; a full disk is one, and is said.
 * @returns whether something that was printed is lost.
 */
export function watchOutput(process: Process, io: Pick<Io, 'err' | 'stderr'>): () => boolean {
  let broken = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (broken || error.code === 'EPIPE') return;
    broken = true;
    // It may come after all else has ended.
    process.exitCode ||= 1;
    const word = io.stderr.colors.red('error:');
    io.err(`${word} Standard output cannot be written: ${explainSystemError(error)}.\n`);
  });
  // There is nowhere left to say it.
  process.stderr.on('error', () => undefined);
  return () => broken;
}
