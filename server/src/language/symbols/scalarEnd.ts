/** A blank inside of a line. */
export const blank = /[ \t\r]/;

const flowEnds: ReadonlySet<string> = new Set([',', '[', ']', '{', '}']);

/**
 * Where the scalar ends that begins at `at`, within its line: at the `:` that makes it a key, behind
 * its closing quote, or where plain text ends. Never before `at`; always behind it where no `:` is.
 */
export function scalarEnd(text: string, at: number, inFlow: boolean): number {
  const quote = text[at];
  if (quote === '"' || quote === "'") return quoteEnd(text, at, quote);
  let end = at;
  for (; end < text.length; end += 1) {
    const char = text[end] ?? '';
    if (char === '\n') break;
    if (end > at && inFlow && flowEnds.has(char)) break;
    if (end > at && char === '#' && blank.test(text[end - 1] ?? '')) break;
    if (char !== ':') continue;
    const after = text[end + 1] ?? ' ';
    if (after === '\n' || blank.test(after) || (inFlow && flowEnds.has(after))) break;
  }
  return text[at] === ':' ? end : Math.max(end, at + 1);
}

function quoteEnd(text: string, at: number, quote: string): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '\n' && text[end] !== quote) {
    end += quote === '"' && text[end] === '\\' ? 2 : 1;
  }
  if (text[end] === quote) end += 1;
  let colon = end;
  while (blank.test(text[colon] ?? '')) colon += 1;
  return text[colon] === ':' ? colon : Math.min(end, text.length);
}

/** The text of a scalar without the quotes around it. */
export function unquote(text: string): string {
  return /^(?:"[^]*"|'[^]*')$/.test(text) ? text.slice(1, -1) : text;
}

/** True for text whose brackets close each other; false where quotes or comments may hide some. */
export function isClosed(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    else if (char === '"' || char === "'" || char === '#') return false;
  }
  return depth === 0;
}
