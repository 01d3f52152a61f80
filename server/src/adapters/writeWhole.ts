import { stat, writeFile } from 'node:fs/promises';
import { explainSystemError } from './explainSystemError';
import { writeFileAtomic } from './writeFileAtomic';

/** A file that was not written; the message says which and why. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/** What a file is to hold: a text, or bytes in pieces that are taken once. */
export type FileContent = string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Writes a file whole or not at all: an existing file stays as it was unless all of the content
 * arrived. Devices and pipes are written to as they are. Throws {@link WriteError}.
 */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  try {
    if (await isDevice(path)) return await writeFile(path, content);
    // The library writes once and does not look how much arrived, so that a full disk truncates
    // the file without an error; `writeFile` goes on until everything is written or an error comes.
    const tmpfileCreated = (temporary: string) => writeFile(temporary, content);
    await writeFileAtomic(path, '', { tmpfileCreated });
  } catch (error) {
    const reason = explainSystemError(error);
    throw new WriteError(`${path} cannot be written: ${reason}.`, { cause: error });
  }
}

/** Renaming a file over `/dev/stdout` or a named pipe would put a file in its place. */
export async function isDevice(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts !== null && !facts.isFile() && !facts.isDirectory();
}
