import { readdirSync, readFileSync } from 'node:fs';

/** Waits until something is there: not false, null, or an empty list. */
export async function until<T>(look: () => T): Promise<T> {
  for (;;) {
    const found = look();
    if (Array.isArray(found) ? found.length > 0 : Boolean(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Processes that a process has started, with any of its threads. */
export function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    text(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

/** False for a process that has ended, also where nobody has asked for its exit code yet. */
export function isRunning(pid: number): boolean {
  const state = /^State:\s+(\w)/m.exec(text(`/proc/${pid}/status`))?.[1];
  return state !== undefined && state !== 'Z';
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
