import { distance } from 'fastest-levenshtein';

/** Longer words are nobody's typing error, and comparing them would cost time. */
const longestWord = 64;

/** Spellings that people mix up: capitals, and hyphens or spaces for underscores. */
const plain = (word: string) => word.toLowerCase().replace(/[-\s]/g, '_');

/** One error for each three characters. */
const mostErrors = (word: string) => Math.max(1, Math.floor(word.length / 3));

const lettersOf = (word: string) => [...word].sort().join('');

/** Typing errors between two words; the same letters in another order are one. */
function errorsBetween(a: string, b: string): number {
  const errors = distance(a, b);
  return errors > 1 && a.length === b.length && lettersOf(a) === lettersOf(b) ? 1 : errors;
}

/**
 * The candidate that `word` was probably meant to be, by its distance in typing errors. Undefined
 * where none is near; the first of several equally near ones.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const written = plain(word);
  let best: string | undefined;
  let nearest = mostErrors(word) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= nearest) continue;
    const errors = errorsBetween(written, plain(candidate));
    if (errors < nearest) [best, nearest] = [candidate, errors];
  }
  return best;
}

/** What follows an unknown name in a message: a suggestion, or the names there are (at most 12). */
export function orNames(word: string, candidates: readonly string[]): string {
  const meant = didYouMean(word, candidates);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  if (candidates.length === 0) return 'there are none.';
  const shown = candidates.slice(0, 12).map((name) => `\`${name}\``);
  return `known are ${shown.join(', ')}${candidates.length > shown.length ? ', …' : ''}.`;
}
