import { groupedCount } from '../../../server/engine/core/units';

export {
  formatBytes,
  formatCount,
  formatQuality,
  formatSeconds,
  formatThroughput,
} from '../../../server/engine/core/units';

/** A whole number with grouped thousands: 12345 → `12,345`. */
export function formatWhole(value: number): string {
  return groupedCount(Math.round(value));
}

/** A share 0…1 in percent, whole from 10 %: 0.953 → `95 %`, 0.0123 → `1.2 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.0005) return '<0.1 %';
  const percent = share * 100;
  return `${percent === 0 || percent >= 9.95 ? Math.round(percent) : percent.toFixed(1)} %`;
}
