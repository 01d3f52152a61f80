/** Longest part of a name that is ever measured or drawn, in UTF-16 units. */
const mostCharacters = 400;

/** Width of a text in pixels, in one font. */
export type TextWidth = (text: string) => number;

/** One line of readable text: control characters become spaces, very long names are cut with `…`. */
export function singleLine(text: string, most = mostCharacters): string {
  const cut = text.length > most ? `${withoutHalfPair(text.slice(0, most))}…` : text;
  return cut.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** `text` where it fits `width` pixels, else its longest beginning with `…`, else the empty string. */
export function fitText(text: string, width: number, widthOf: TextWidth): string {
  const line = singleLine(text);
  if (line === '' || widthOf(line) <= width) return line;
  const characters = Array.from(line);
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(`${characters.slice(0, middle).join('')}…`) <= width) fits = middle;
    else tooLong = middle;
  }
  // Points and joints before the ellipsis only look like more of it.
  const beginning = characters
    .slice(0, fits)
    .join('')
    .replace(/[\s./_-]+$/, '');
  return beginning === '' ? '' : `${beginning}…`;
}

function withoutHalfPair(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
