import { readdirSync, readFileSync } from 'node:fs';

/**
 * How long the threads of this process, together, have been ready to compute without a core, since it
 * started: other work had theirs. 0 where the system does not tell.
 */
export function waitingSeconds(): number {
  try {
    const threads = readdirSync('/proc/self/task');
    return threads.reduce((sum, thread) => sum + waitOf(thread), 0);
  } catch {
    return 0;
  }
}

/** The second of three numbers: nanoseconds in the queue of a core. */
function waitOf(thread: string): number {
  try {
    const [, waited] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(waited ?? 0) / 1e9;
  } catch {
    // It ended just now.
    return 0;
  }
}
