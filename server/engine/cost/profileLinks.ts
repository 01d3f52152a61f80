import type { Problem } from '../../protocol/problem';
import { describeValue } from '../core/describeValue';
import { mostProblems } from '../core/result';
import { problem } from '../core/rules';
import { linkExpects, linkLimits } from './profileSchema';

const key = 'linkBytesPerSecond';

/**
 * Seconds for each byte between places (place × place, row-major) from a profile's
 * `linkBytesPerSecond`: a number for all links, a matrix, or nothing for links that take no time.
 * Adds problems for entries that are not bandwidths; `null` (what JSON makes of Infinity) is without
 * limit, and the diagonal is ignored.
 */
export function profileLinks(
  value: unknown,
  placeCount: number,
  problems: Problem[],
): Float64Array {
  const secondsPerByte = new Float64Array(placeCount * placeCount);
  if (typeof value === 'number') return secondsPerByte.fill(1 / value);
  if (!Array.isArray(value)) return secondsPerByte;
  const rows: readonly unknown[] = value;
  if (rows.length !== placeCount) {
    const message = `\`${key}\` has ${rows.length} rows for ${placeCount} execution places.`;
    problems.push(problem('wrong-size', [key], message));
    return secondsPerByte;
  }
  rows.forEach((row, from) => {
    if (!Array.isArray(row) || problems.length >= mostProblems) return;
    const entries: readonly unknown[] = row;
    if (entries.length !== placeCount) {
      const message = `\`${key}[${from}]\` has ${entries.length} entries for ${placeCount} execution places.`;
      problems.push(problem('wrong-size', [key, from], message));
      return;
    }
    entries.forEach((entry, to) => {
      if (from === to || entry === null) return;
      if (typeof entry === 'number' && entry >= linkLimits.minimum && entry <= linkLimits.maximum) {
        secondsPerByte[from * placeCount + to] = 1 / entry;
        return;
      }
      const message = `\`${key}[${from}][${to}]\` must be ${linkExpects}, not ${describeValue(entry)}.`;
      problems.push(problem('wrong-type', [key, from, to], message));
    });
  });
  return secondsPerByte;
}
