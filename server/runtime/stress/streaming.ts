import { readFileSync, readdirSync } from 'node:fs';

/** Of what no cache is known; larger than those of most machines. */
const unknownCacheBytes = 64 * 2 ** 20;
const mostBytes = 2 ** 30;
/** Copied at a time: a fraction of a millisecond. */
const pieceBytes = 2 ** 20;
const cacheFolder = '/sys/devices/system/cpu/cpu0/cache';

/**
 * Streams through memory: every call copies the next megabyte of a buffer that is four times the
 * last-level cache, so that what it reads is never in it.
 */
export function streaming(): () => void {
  const half = Math.min(mostBytes, 4 * lastLevelCacheBytes()) >> 1;
  // Filled, so that every page has memory of its own.
  const source = new Uint8Array(half).fill(1);
  const target = new Uint8Array(half).fill(2);
  let at = 0;
  return () => {
    target.set(source.subarray(at, at + pieceBytes), at);
    at += pieceBytes;
    if (at + pieceBytes > half) at = 0;
  };
}

/** As the system tells it: the largest cache of the first core. */
function lastLevelCacheBytes(): number {
  try {
    const sizes = readdirSync(cacheFolder)
      .filter((name) => name.startsWith('index'))
      .map((name) => readFileSync(`${cacheFolder}/${name}/size`, 'utf8').trim());
    return Math.max(...sizes.map(bytesOf)) || unknownCacheBytes;
  } catch {
    return unknownCacheBytes;
  }
}

/** `32K`, `36M`. */
function bytesOf(size: string): number {
  const unit = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[size.at(-1) ?? ''] ?? 1;
  return Number.parseInt(size, 10) * unit;
}
