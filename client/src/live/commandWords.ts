/**
 * The words of a command line: between blanks, or as they are between double quotes. Nothing else
 * means anything, for no shell reads it. A sentence where that is not possible.
 */
export function commandWords(line: string): readonly string[] | string {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (/\s/.test(letter) && !isQuoted) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (isQuoted) return 'A quotation mark is not closed.';
  if (word !== null) words.push(word);
  return words.length === 0 || words[0] === '' ? 'Name a program.' : words;
}
