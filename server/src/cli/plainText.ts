/** How characters that we print are written where only ASCII arrives. */
const asciiFor: Readonly<Record<string, string>> = {
  '×': 'x', '·': '-', '…': '...', 'µ': 'u', 'α': 'alpha', '–': '-', '—': '-', '−': '-', '≥': '>=', '≤': '<=',
  '→': '->', '’': "'", '‘': "'", '“': '"', '”': '"', '⁰': '^0', '¹': '^1', '²': '^2', '³': '^3', '⁴': '^4', '⁵': '^5', '⁶': '^6', '⁷': '^7',
  '⁸': '^8', '⁹': '^9', '⁻': '^-',
}; // prettier-ignore

const superscripts = /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/gu;
// Printed text of a file could otherwise move the cursor, recolour the screen, or run backwards.
const controls = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Text on one line, without control characters, and in ASCII where `unicode` is false. */
export function plainText(text: string, unicode: boolean): string {
  const safe = text.replace(controls, (c) => (c === '\t' ? ' ' : '\u{FFFD}'));
  if (unicode) return safe;
  return safe
    .replace(superscripts, (run) => `^${[...run].map((c) => asciiFor[c]?.slice(1)).join('')}`)
    .replace(/[^ -~]/gu, (c) => asciiFor[c] ?? '?');
}

/** Number of characters (code points) of a text. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** `text` cut to `columns` characters, with `ellipsis` where something was cut off. */
export function truncate(text: string, columns: number, ellipsis: string): string {
  const characters = [...text];
  if (characters.length <= columns) return text;
  const room = Math.max(0, columns - lengthOf(ellipsis));
  return characters.slice(0, room).join('') + ellipsis.slice(0, columns);
}
