/** Inferences per second with three digits, in a language's notation: `816 /s`. */
export function throughputText(perSecond: number, language: string): string {
  if (perSecond >= 1e18) return '∞ /s';
  const notation = perSecond >= 99_950 ? 'compact' : 'standard';
  const maximumFractionDigits = perSecond >= 100 ? 0 : perSecond >= 10 ? 1 : 2;
  const format = new Intl.NumberFormat(language, { notation, maximumFractionDigits });
  return `${format.format(perSecond)} /s`;
}

/** Share of the optimum in percent. Rounded down: 100 % is the optimum and nothing less. */
export function shareText(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return format.format(Math.floor(share * 1000) / 1000);
}
