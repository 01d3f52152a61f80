export {
  formatBytes,
  formatCount,
  formatQuality,
  formatSeconds,
  formatThroughput,
} from '../../../server/engine/core/units';

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
