import type { FileHandle } from 'node:fs/promises';

/** A line of a file. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  readonly offset: number;
  /** After its line break. */
  readonly end: number;
  /** Null for a line that is too long. */
  readonly text: string | null;
}

const chunkBytes = 1 << 20;
const lineBreak = 10;

/**
 * Lines of a file one after the other, in memory for one line of at most `maxLineBytes`. Ends after
 * `maxBytes`, in the middle of a line or not.
 */
export async function* readLines(
  handle: FileHandle,
  maxLineBytes: number,
  maxBytes: number,
): AsyncGenerator<FileLine, undefined> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  let lineOffset = 0;
  let offset = 0;
  const close = (end: number): FileLine => {
    const text = length > maxLineBytes ? null : Buffer.concat(parts).toString('utf8');
    const line = { number, offset: lineOffset, end, text };
    parts = [];
    length = 0;
    number += 1;
    lineOffset = end;
    return line;
  };
  const hold = (bytes: Buffer): void => {
    length += bytes.length;
    if (length > maxLineBytes) parts = [];
    else if (bytes.length > 0) parts.push(Buffer.from(bytes));
  };
  while (offset < maxBytes) {
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, offset);
    if (bytesRead === 0) break;
    const bytes = chunk.subarray(0, bytesRead);
    let start = 0;
    for (;;) {
      const found = bytes.indexOf(lineBreak, start);
      if (found < 0) break;
      hold(bytes.subarray(start, found));
      yield close(offset + found + 1);
      start = found + 1;
    }
    hold(bytes.subarray(start));
    offset += bytesRead;
  }
  if (length > 0) yield close(offset);
  return undefined;
}
