const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Inferences per second with three digits, as the panels write it: `816 /s`. */
export function throughputText(perSecond: number): string {
  return perSecond >= 1e18 ? '∞ /s' : `${threeDigits(perSecond)} /s`;
}

/** Share of the optimum, 0 to 1, in percent: `99.7 %`. Nearly the optimum is not the optimum. */
export function shareText(share: number): string {
  const percent = share < 1 ? Math.min(99.9, share * 100) : share * 100;
  return `${threeDigits(percent)} %`;
}

/** A time with three digits in a unit that suits it: `58.1 ms`. */
export function secondsText(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞ s';
  if (seconds >= 0.9995) return `${threeDigits(seconds)} s`;
  return seconds >= 0.0009995 ? `${threeDigits(seconds * 1e3)} ms` : `${threeDigits(seconds * 1e6)} µs`; // prettier-ignore
}

function threeDigits(value: number): string {
  if (value >= 99.95) return whole.format(value);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}
