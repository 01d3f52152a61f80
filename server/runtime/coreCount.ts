import { availableParallelism, cpus } from 'node:os';

/** How many cores this machine has, also where this process may not use them all. */
export function coreCount(): number {
  return Math.max(cpus().length, availableParallelism());
}
