import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/**
 * Pins the calling thread to cores, and with it what it computes.
 * @returns why it could not be pinned, in words; null where it was.
 */
export function pinThread(cores: readonly number[]): string | null {
  return pin(cores, () => ['-pc', readlinkSync('/proc/thread-self').split('/').at(-1) ?? '']);
}

/**
 * Pins all threads of a process to cores, and those that they will start.
 * @returns why it could not be pinned, in words; null where it was.
 */
export function pinProcess(cores: readonly number[], pid: number): string | null {
  return pin(cores, () => ['-apc', String(pid)]);
}

function pin(cores: readonly number[], target: () => readonly [string, string]): string | null {
  if (process.platform !== 'linux') return `${process.platform} does not let threads be pinned`;
  try {
    const [option, id] = target();
    execFileSync('taskset', [option, cores.join(','), id], { stdio: ['ignore', 'ignore', 'pipe'] });
    return null;
  } catch (error) {
    const reason =
      error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return `cores ${cores.join(', ')} are not free to this process: ${reason.trim().split('\n').at(-1) ?? ''}`;
  }
}
