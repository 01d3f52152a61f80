import type { Problem } from '../../protocol/problem';
import { problem } from './rules';

/** The only version of the formats so far. */
export const formatVersion = 1;

/**
 * The problem of data that is written for a later version of its format; null for other data. It
 * stands alone: what else such a file holds cannot be judged.
 */
export function laterFormat(data: unknown): Problem | null {
  if (typeof data !== 'object' || data === null || !('format' in data)) return null;
  const { format } = data;
  if (typeof format !== 'number' || !Number.isInteger(format) || format <= formatVersion)
    return null;
  const message = `The file is written for version ${format} of its format; this program knows version ${formatVersion}. Update it, or set \`format: ${formatVersion}\` and mend what it then reports.`;
  return problem('later-format', ['format'], message, { suggestion: String(formatVersion) });
}
