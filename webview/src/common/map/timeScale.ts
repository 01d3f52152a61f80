/** A time axis in pixels. */
export interface TimeScale {
  readonly x: number;
  readonly width: number;
  /** Right end of the axis, seconds; positive and finite. */
  readonly seconds: number;
  /** Pixels of a time from 0; times off the axis are put on its ends. */
  toX(seconds: number): number;
}

/** Pixels are cut to this part, a power of two, so that edges add up without rounding. */
const subpixel = 1 / 64;

/**
 * Scale of [0, seconds] on [x, x + width], whole pixels; an axis without extent counts as one
 * second.
 */
export function timeScale(seconds: number, x: number, width: number): TimeScale {
  const extent = Number.isFinite(seconds) && seconds > 0 ? seconds : 1;
  const toX = (time: number): number => {
    const share = time / extent;
    const offset = width * (share > 0 ? Math.min(1, share) : 0);
    return x + Math.floor(offset / subpixel) * subpixel;
  };
  return { x, width, seconds: extent, toX };
}

const units = [
  { seconds: 1, name: 's' },
  { seconds: 1e-3, name: 'ms' },
  { seconds: 1e-6, name: 'µs' },
  { seconds: 1e-9, name: 'ns' },
] as const;

/** Round times from 0 to `seconds`, at most `most` + 1 of them, with labels in one unit: `0.2 ms`. */
export function timeTicks(seconds: number, most: number): { seconds: number; text: string }[] {
  const rough = seconds / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  if (!(power > 0) || !Number.isFinite(power)) return [{ seconds: 0, text: '0' }];
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  const unit = units.find((u) => seconds >= u.seconds * 0.999) ?? units[units.length - 1];
  const scale = unit?.seconds ?? 1;
  const decimals = Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
  const write = (time: number): string =>
    decimals > 6 ? (time / scale).toExponential(1) : (time / scale).toFixed(decimals);
  const count = Math.floor((seconds / step) * (1 + 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => {
    const time = index === 0 ? 0 : Math.min(seconds, index * step);
    return { seconds: time, text: index === 0 ? '0' : `${write(time)} ${unit?.name ?? 's'}` };
  });
}
