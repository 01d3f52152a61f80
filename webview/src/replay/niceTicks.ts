/** Round values from `from` to `to`, at most about `most` of them, with the decimals that tell them apart. */
export function niceTicks(
  from: number,
  to: number,
  most: number,
  isWhole = false,
): { readonly value: number; readonly decimals: number }[] {
  const rough = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  if (!(power > 0) || !Number.isFinite(power)) return [];
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10;
  const step = isWhole ? Math.max(1, factor * power) : factor * power;
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Where steps are smaller than the digits of their values there is nothing to tell apart.
  if (!(last - first <= 4 * most + 4)) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    value: (first + index) * step,
    decimals,
  }));
}

/** The smallest round number that is at least a value; 1 for what is no positive number. */
export function roundAbove(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((f) => f * power >= value) ?? 10;
  return factor * power || 1;
}
