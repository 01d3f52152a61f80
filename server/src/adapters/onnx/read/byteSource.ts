import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that can be read anywhere: a file, or memory. */
export interface ByteSource {
  /** Number of bytes. */
  readonly size: number;
  /** The `length` bytes at `offset`; fewer where the source ends before. Valid until the next read. */
  read(offset: number, length: number): Uint8Array;
}

/**
 * Runs `use` with a file that is open only meanwhile; weights that nobody reads are never loaded.
 * @throws what the file system throws (a missing file, no permission).
 */
export function withFileSource<T>(path: string, use: (source: ByteSource) => T): T {
  const descriptor = openSync(path, 'r');
  try {
    let buffer = new Uint8Array(0);
    return use({
      size: fstatSync(descriptor).size,
      read(offset, length) {
        if (buffer.length < length) buffer = new Uint8Array(length);
        let filled = 0;
        while (filled < length) {
          const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
          if (count === 0) break;
          filled += count;
        }
        return buffer.subarray(0, filled);
      },
    });
  } finally {
    closeSync(descriptor);
  }
}
