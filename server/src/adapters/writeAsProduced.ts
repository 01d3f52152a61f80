import { closeSync, openSync, writeSync } from 'node:fs';
import { explainSystemError } from './explainSystemError';
import { writeFileAtomic } from './writeFileAtomic';
import { isDevice, WriteError } from './writeWhole';

/** Takes a piece of a file, in ASCII. Throws {@link WriteError}. */
export type WriteAscii = (text: string) => void;

/** Characters that are held before they are written. */
const chunk = 256 * 1024;

/**
 * Writes a file while its content is made, whole or not at all, as {@link replaceWhole} does. Pieces are
 * written before `produce` goes on, so that memory does not grow. Throws {@link WriteError}, and what
 * `produce` throws.
 */
export async function writeAsProduced<T>(
  path: string,
  produce: (write: WriteAscii) => T | Promise<T>,
): Promise<T> {
  return replaceWhole(path, (file) => produceInto(file, path, produce));
}

/**
 * Has a file written whole or not at all: what was there stays as it was unless `write` ends well. It
 * is given the name of a file to write, which is gone where a signal ends the process before; of a
 * device or a pipe its own name. For the main thread: others hear no signals. Throws
 * {@link WriteError}, and what `write` throws.
 */
export async function replaceWhole<T>(
  path: string,
  write: (file: string) => Promise<T>,
): Promise<T> {
  if (await isDevice(path)) return await write(path);
  const made: { readonly result: T }[] = [];
  try {
    await writeFileAtomic(path, '', {
      tmpfileCreated: async (temporary) => {
        made.push({ result: await write(temporary) });
      },
    });
  } catch (error) {
    throw isSystemError(error) ? writeError(path, error) : error;
  }
  const [one] = made;
  if (one === undefined) throw new WriteError(`${path} was not written.`);
  return one.result;
}

/**
 * Writes a file as it is while its content is made.
 * @param path what the file is called where it cannot be written.
 */
export async function produceInto<T>(
  file: string,
  path: string,
  produce: (write: WriteAscii) => T | Promise<T>,
): Promise<T> {
  const guarded = <R>(act: () => R): R => {
    try {
      return act();
    } catch (error) {
      throw writeError(path, error);
    }
  };
  const descriptor = guarded(() => openSync(file, 'w'));
  let pieces: string[] = [];
  let held = 0;
  const flush = (): void => {
    const bytes = Buffer.from(pieces.join(''), 'latin1');
    pieces = [];
    held = 0;
    guarded(() => {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(descriptor, bytes, written);
      }
    });
  };
  try {
    const result = await produce((text) => {
      pieces.push(text);
      held += text.length;
      if (held >= chunk) flush();
    });
    flush();
    return result;
  } finally {
    closeSync(descriptor);
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function writeError(path: string, error: unknown): WriteError {
  return new WriteError(`${path} cannot be written: ${explainSystemError(error)}.`, {
    cause: error,
  });
}
