const siPrefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/**
 * Rounds to `digits` significant digits, but never whole digits away: 1234.5 → `1235`. Numbers of
 * more than 15 digits, and those below 10⁻¹⁰, get an exponent; what is no number is a dash.
 */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-10) return value.toExponential(1);
  const rounded = Number(value.toPrecision(digits));
  const whole = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return whole >= digits ? String(Math.round(value)) : value.toFixed(Math.min(12, digits - whole));
}

/** A count with an SI prefix: 4089284608 → `4.09 G`. */
export function formatCount(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  let scaled = value;
  let prefix = 0;
  while (Math.abs(scaled) >= 999.5 && prefix < siPrefixes.length - 1) {
    scaled /= 1000;
    prefix += 1;
  }
  if (prefix === 0)
    return significant(scaled, Number.isInteger(scaled) ? 15 : digits).replace(/\.0+$/, '');
  return `${significant(scaled, digits)} ${siPrefixes[prefix] ?? ''}`;
}

/** Bytes with a decimal prefix: 802816 → `803 kB`. */
export function formatBytes(bytes: number): string {
  const text = formatCount(bytes);
  return text.includes(' ') ? `${text}B` : `${text} B`;
}

/** Seconds in the unit that suits them: 0.00122 → `1.22 ms`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds === 0) return '0 s';
  const size = Math.abs(seconds);
  if (size < 999.5e-9) return `${significant(seconds * 1e9)} ns`;
  if (size < 999.5e-6) return `${significant(seconds * 1e6)} µs`;
  if (size < 0.9995) return `${significant(seconds * 1e3)} ms`;
  return `${significant(seconds)} s`;
}

/** Inferences per second: 812.4 → `812 /s`; `∞ /s` for a pipeline that takes no time. */
export function formatThroughput(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '–';
  if (perSecond >= 1e18) return '∞ /s';
  return `${perSecond >= 99_950 ? formatCount(perSecond) : significant(perSecond)} /s`;
}

/** A share 0…1 in percent with three digits, where a little less than all matters: `99.6 %`. */
export function formatQuality(share: number): string {
  // Rounding must not turn nearly the optimum into the optimum.
  const percent = share < 1 ? Math.min(99.9, share * 100) : share * 100;
  return Number.isFinite(percent) ? `${significant(percent)} %` : '–';
}

/** A share of a whole 0…1, however small: `12.5 %`, `3.2 × 10⁻⁸`. */
export function formatShare(share: number): string {
  return share >= 0.001 ? `${significant(share * 100)} %` : formatMagnitude(share);
}

const superscripts = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** Very large and very small numbers: `3.2 × 10⁸`; what no double holds is `over 10³⁰⁸`. */
export function formatMagnitude(value: number): string {
  if (!Number.isFinite(value)) return 'over 10³⁰⁸';
  if (Number.isInteger(value) && value < 1e6) return groupedCount(value);
  if (value >= 0.001 && value < 1e6) return significant(value);
  const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
  const digits = exponent.replace('+', '').replace('-', '⁻');
  return `${mantissa} × 10${[...digits].map((d) => superscripts[Number(d)] ?? d).join('')}`;
}

/** A count in groups of three digits: 4000 → `4,000`. */
export function groupedCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
