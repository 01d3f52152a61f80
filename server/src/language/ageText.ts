const units: readonly (readonly [word: string, seconds: number])[] = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
];

/** How long ago something was: `just now`, `2 min ago`, `3 h ago`, `1 day ago`. */
export function ageText(ageMilliseconds: number): string {
  const seconds = Math.max(0, ageMilliseconds / 1000);
  const unit = units.find(([, length]) => seconds >= length);
  if (unit === undefined) return 'just now';
  const [word, length] = unit;
  const count = Math.floor(seconds / length);
  return `${count} ${word}${word === 'day' && count > 1 ? 's' : ''} ago`;
}
