/**
 * Offset of the character at which a text stops being JSON; its length for a text that only breaks
 * off. JavaScript does not tell it for every mistake, but of a text that is cut off there is no
 * complaint but the cut: the shortest beginning with another complaint ends with the mistake.
 */
export function jsonMistake(text: string): number {
  let [good, wrong] = [0, text.length + 1];
  while (wrong - good > 1) {
    const middle = (good + wrong) >> 1;
    if (isBeginning(text.slice(0, middle))) good = middle;
    else wrong = middle;
  }
  return good;
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = String(error);
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    if (/end of JSON input|Unterminated string/.test(message)) return true;
    return position !== undefined && Number(position) >= text.length;
  }
}
