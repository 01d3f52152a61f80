import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { endIsHeard, endSignals, type EndSignal } from './endSignals';

const open = new Set<string>();

/** Temporary folders that this thread uses at the moment. */
export function openTemporaryFolders(): string[] {
  return [...open];
}

/**
 * Gives `use` a new folder, which is gone with all that is in it afterwards; also where a signal ends
 * the process before.
 */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  if (open.size === 0) watchProcess();
  const folder = newFolder();
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    open.delete(folder);
    if (open.size === 0) unwatchProcess();
  }
}

/** Watched before it is there, and not awaited: a signal in between would leave it behind. */
function newFolder(): string {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-'));
    open.add(folder);
    return folder;
  } catch (error) {
    if (open.size === 0) unwatchProcess();
    throw error;
  }
}

/** Signals and the end of the process reach its main thread only. */
function watchProcess(): void {
  if (!isMainThread) return;
  process.on('exit', removeAll);
  for (const signal of Object.keys(endSignals)) process.on(signal, leave);
}

function unwatchProcess(): void {
  process.off('exit', removeAll);
  for (const signal of Object.keys(endSignals)) process.off(signal, leave);
}

function leave(signal: EndSignal): void {
  // Who hears it ends in order.
  if (endIsHeard()) return;
  process.exit(endSignals[signal]);
}

function removeAll(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
}
