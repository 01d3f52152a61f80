import stringWidth from 'string-width';

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
  return encodable(safe, unicode);
}

/** Text of our own, which may have lines and colours, in ASCII where `unicode` is false. */
export function encodable(text: string, unicode: boolean): string {
  if (unicode) return text;
  return text
    .replace(superscripts, (run) => `^${[...run].map((c) => asciiFor[c]?.slice(1)).join('')}`)
    .replace(/\P{ASCII}/gu, (c) => asciiFor[c] ?? '?');
}

/** Columns of a terminal that a text takes: wide characters two, combining marks none. */
export function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** `text` with blanks behind it, `columns` wide at least. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** `text` cut to `columns` of a terminal, with `ellipsis` where something was cut off. */
export function truncate(text: string, columns: number, ellipsis: string): string {
  if (widthOf(text) <= columns) return text;
  const room = Math.max(0, columns - widthOf(ellipsis));
  let shown = '';
  let width = 0;
  // What is seen as one character is not taken apart.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += widthOf(segment);
    if (width > room) break;
    shown += segment;
  }
  return shown + ellipsis.slice(0, columns);
}
