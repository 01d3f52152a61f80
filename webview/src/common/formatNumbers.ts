/** `value` with three significant digits, without exponent: 1234.5 → `1235`, 1.2 → `1.20`. */
function significant(value: number): string {
  if (value === 0) return '0';
  // Rounding may add a digit: 9.996 has two before the point.
  const digits = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(3))))) + 1;
  return digits > 3 ? String(Math.round(value)) : value.toFixed(Math.min(12, 3 - digits));
}

/** Seconds in the unit that suits them, as the engine writes them: 0.00122 → `1.22 ms`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds === 0) return '0 s';
  const size = Math.abs(seconds);
  if (size < 999.5e-9) return `${significant(seconds * 1e9)} ns`;
  if (size < 999.5e-6) return `${significant(seconds * 1e6)} µs`;
  if (size < 0.9995) return `${significant(seconds * 1e3)} ms`;
  return `${significant(seconds)} s`;
}

/** Inferences per second: 812.4 → `812 /s`; thousands are grouped: 1234567 → `1,234,567 /s`. */
export function formatThroughput(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '–';
  const text = perSecond < 1000 ? significant(perSecond) : formatWhole(perSecond);
  return `${text} /s`;
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with grouped thousands: 12345 → `12,345`. */
export function formatWhole(value: number): string {
  return whole.format(value);
}

/** A share 0…1 in percent, whole from 10 %: 0.953 → `95 %`, 0.0123 → `1.2 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.0005) return '<0.1 %';
  const percent = share * 100;
  return `${percent === 0 || percent >= 9.95 ? Math.round(percent) : percent.toFixed(1)} %`;
}

/** A share 0…1 in percent with three digits, where a little less than all matters: `99.6 %`. */
export function formatQuality(share: number): string {
  // Rounding must not turn nearly the optimum into the optimum.
  const percent = share < 1 ? Math.min(99.9, share * 100) : share * 100;
  return Number.isFinite(percent) ? `${significant(percent)} %` : '–';
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** A count with an SI prefix, as the engine writes it: 4089284608 → `4.09 G`. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return '–';
  let scaled = value;
  let prefix = 0;
  while (Math.abs(scaled) >= 999.5 && prefix < prefixes.length - 1) {
    scaled /= 1000;
    prefix += 1;
  }
  if (prefix === 0) return Number.isInteger(scaled) ? String(scaled) : significant(scaled);
  return `${significant(scaled)} ${prefixes[prefix] ?? ''}`;
}

/** Bytes with a decimal prefix: 802816 → `803 kB`. */
export function formatBytes(bytes: number): string {
  const text = formatCount(bytes);
  return text.includes(' ') ? `${text}B` : `${text} B`;
}
