import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/**
 * Pins the calling thread to cores, and with it what it computes.
 * @returns why it could not be pinned, in words; null where it was.
 */
export function pinThread(cores: readonly number[]): string | null {
  if (process.platform !== 'linux') return `${process.platform} does not let threads be pinned`;
  try {
    const thread = readlinkSync('/proc/thread-self').split('/').at(-1) ?? '';
    execFileSync('taskset', ['-pc', cores.join(','), thread], { stdio: ['ignore', 'ignore', 'pipe'] }); // prettier-ignore
    return null;
  } catch (error) {
    const reason =
      error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return `cores ${cores.join(', ')} are not free to this process: ${reason.trim().split('\n').at(-1) ?? ''}`;
  }
}
