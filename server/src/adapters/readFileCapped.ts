import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { problem } from '../../engine/core/rules';
import { fail, succeed, type Result } from '../../engine/core/result';
import { formatBytes } from '../../engine/core/units';
import { explainSystemError, irregularFile } from './explainSystemError';

/** Flags to open a file for reading: opening a pipe would otherwise wait for somebody to write to it. */
export const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK || 0);

/**
 * Reads a regular file of at most `maxBytes` bytes; larger ones are refused (`too-large`) before a
 * byte is read, other failures are `unreadable`.
 */
export async function readFileCapped(path: string, maxBytes: number): Promise<Result<Uint8Array>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, openFlags);
    const facts = await handle.stat();
    const irregular = irregularFile(facts);
    if (irregular !== null) return fail([problem('unreadable', [], irregular)]);
    if (facts.size > maxBytes) {
      const message = `The file has ${formatBytes(facts.size)}; the limit is ${formatBytes(maxBytes)}.`;
      return fail([problem('too-large', [], message)]);
    }
    return succeed(await handle.readFile());
  } catch (error) {
    return fail([
      problem('unreadable', [], `The file cannot be read: ${explainSystemError(error)}.`),
    ]);
  } finally {
    await handle?.close();
  }
}
