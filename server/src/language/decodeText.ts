import { problem } from '../../engine/core/rules';
import { fail, succeed, type Result } from '../../engine/core/result';
import { maxTextLength } from './yamlFile';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Decodes a file's bytes as UTF-8 text, with or without byte order mark. Anything else is refused
 * with a guess at what it is: `too-large` above the limit in bytes, `not-text` otherwise.
 */
export function decodeText(bytes: Uint8Array, maxBytes: number = maxTextLength): Result<string> {
  if (bytes.length > maxBytes) {
    const message = `The file has ${bytes.length} bytes; the limit is ${maxBytes}.`;
    return fail([problem('too-large', [], message)]);
  }
  const other = otherEncoding(bytes);
  if (other !== null) return fail([problem('not-text', [], other)]);
  return succeed(new TextDecoder('utf-8').decode(bytes));
}

/** Why the bytes are not UTF-8 text, or null where they are. */
function otherEncoding(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const nulAt = bytes.indexOf(0);
  if (marked || (nulAt >= 0 && looksLikeUtf16(bytes))) {
    return 'The file is UTF-16 text: save it as UTF-8.';
  }
  if (nulAt >= 0) return `The file is not text: byte ${nulAt} is NUL.`;
  if (isUtf8(bytes)) return oldLineEnds(bytes);
  return controlShare(bytes) > 0.02
    ? 'The file is not text.'
    : 'The file is not UTF-8, perhaps Latin-1 or Windows-1252: save it as UTF-8.';
}

/** Why lines would not be found; null where they are. */
function oldLineEnds(bytes: Uint8Array): string | null {
  if (!bytes.includes(carriageReturn) || bytes.includes(lineFeed)) return null;
  return 'Lines end with a carriage return alone (old Mac OS): save the file with line feeds (LF).';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Latin text in UTF-16 has a zero in nearly every second byte, and none in the others. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let i = 0; i < length; i += 1) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > 0.35 * (length / 2) && Math.min(even, odd) < 0.05 * (length / 2);
}

/** Share of control characters other than tab and line ends. */
function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
  return controls / bytes.length;
}
