/** A number as tools write it: `4700.0000`, `4700,0000`, 3; null for `-`, text and everything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && !/^\s*\d+([.,]\d+)?\s*$/.test(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const number = Number(String(value).replace(',', '.'));
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/** A whole number from 0 to 65535, such as the number of a CPU; null for everything else. */
export function indexOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) && number < 65_536 ? number : null;
}

/** The numbers of a list such as `0-3,8,10-11`, at most `most` of them, in order. */
export function listOf(text: string, most: number): number[] {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,6})(?:-(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (first === undefined) continue;
    const end = Number(last ?? first);
    for (let n = Number(first); n <= end && numbers.size < most; n += 1) numbers.add(n);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** A clock in MHz that a processor can have; null for everything else. */
export function clockOf(value: unknown): number | null {
  const megahertz = numberOf(value);
  return megahertz !== null && megahertz >= 1 && megahertz <= 100_000 ? megahertz : null;
}

/** The nominal clock in a processor's name, such as `… CPU @ 2.90GHz`, in MHz; null for none. */
export function clockInName(name: string): number | null {
  const gigahertz = numberOf(/@\s*(\d+(?:\.\d+)?)\s*GHz/i.exec(name)?.[1]);
  return gigahertz === null ? null : clockOf(gigahertz * 1000);
}
