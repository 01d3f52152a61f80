import {
  formatBytes,
  formatCount,
  formatQuality,
  formatSeconds,
  formatThroughput,
  significant,
} from '../../server/engine/core/units';

/** An entry of a table: the value for programs, the text for people. */
export interface Cell {
  readonly value: number | string | null;
  readonly text: string;
}

/** Nothing to tell. */
export const noCell: Cell = { value: null, text: '–' };

/** Words, which are not written otherwise. */
export function words(text: string): Cell {
  return { value: text, text };
}

/** A mean number of things, at most one decimal: `12.4`. */
export function count(value: number): Cell {
  const text = value < 1000 ? significant(value).replace(/\.0+$/, '') : formatCount(value);
  return { value, text };
}

/** A quotient: `3.2×`; `≥ 3.2×` where it may be more, `≈ 3.2×` where it was reckoned. */
export function ratio(value: number, sign: '' | '≥' | '≈' = ''): Cell {
  return { value, text: `${sign && `${sign} `}${compact(value)}×` };
}

/** Three digits at most, with an exponent where there are many more. */
function compact(value: number): string {
  return value < 1e5 ? significant(value, 2) : value.toExponential(1).replace('+', '');
}

/** A share of the optimum. */
export function quality(share: number): Cell {
  return { value: share, text: formatQuality(share) };
}

/** A share in percent; tiny ones with an exponent. */
export function percent(share: number): Cell {
  const value = 100 * share;
  const text = value > 0 && value < 0.001 ? value.toExponential(0) : significant(value, 2);
  return { value: share, text: `${text} %` };
}

/** `12 of 36`. */
export function outOf(value: number, of: number): Cell {
  return { value, text: `${value} of ${of}` };
}

/** A time; in years where it is long. `≈` marks what was reckoned, not measured. */
export function seconds(value: number, isReckoned = false): Cell {
  return { value, text: `${isReckoned ? '≈ ' : ''}${durationText(value)}` };
}

const secondsPerYear = 365.25 * 24 * 3600;

function durationText(value: number): string {
  if (value >= secondsPerYear) return `${compact(value / secondsPerYear)} years`;
  if (value >= 2 * 24 * 3600) return `${significant(value / (24 * 3600), 2)} days`;
  if (value >= 2 * 3600) return `${significant(value / 3600, 2)} h`;
  return formatSeconds(value);
}

/** A size of a space. */
export function size(value: bigint): Cell {
  const number = Number(value);
  const text = number < 1e15 ? formatCount(number) : compact(number);
  return { value: value.toString(), text };
}

/** An amount of memory: `1.8 MB`. */
export function bytes(value: number): Cell {
  return { value, text: formatBytes(value) };
}

/** Inferences per second. */
export function throughput(value: number): Cell {
  return { value, text: formatThroughput(value) };
}
