const longestText = 40;

/** A value as messages show it: short, on one line, whatever it holds. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return describeText(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  return String(value);
}

function describeText(text: string): string {
  const line = text.slice(0, longestText).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return `'${line}${text.length > longestText ? '…' : ''}'`;
}
