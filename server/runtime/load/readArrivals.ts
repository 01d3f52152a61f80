import { parse } from 'csv-parse/sync';

/** Arrivals of a trace, or why it cannot be read. */
export type ArrivalsOutcome =
  | { readonly ok: true; readonly seconds: readonly number[] }
  | { readonly ok: false; readonly message: string };

/** Above this a trace is no trace of one machine. */
const mostArrivals = 10_000_000;

/**
 * Reads arrivals from comma-separated values: either `second,requests` a row, whose requests arrive at
 * equal distances within their second, or one arrival time in seconds a row. A first row of words is
 * passed over.
 */
export function readArrivals(text: string): ArrivalsOutcome {
  let rows: string[][];
  try {
    rows = parse(text, { skip_empty_lines: true, trim: true, bom: true, relax_column_count: true });
  } catch (error) {
    return failed(
      `it is not comma-separated values: ${error instanceof Error ? error.message : ''}`,
    );
  }
  const seconds: number[] = [];
  for (const [index, cells] of rows.entries()) {
    const [first = NaN, count] = cells.map((cell) => (cell === '' ? NaN : Number(cell)));
    if (index === 0 && Number.isNaN(first)) continue;
    const requests = cells.length > 1 ? (count ?? NaN) : 1;
    const line = `line ${index + 1}`;
    if (!(first >= 0 && first < Infinity))
      return failed(`${line} does not begin with a time in seconds`);
    if (!(requests >= 0 && Number.isSafeInteger(requests)))
      return failed(`${line} has no whole number of requests`);
    if (seconds.length + requests > mostArrivals)
      return failed(`it has more than ${mostArrivals} arrivals`);
    if (first < (seconds.at(-1) ?? 0)) return failed(`${line} goes back in time`);
    for (let k = 0; k < requests; k += 1) {
      seconds.push(cells.length > 1 ? first + (k + 0.5) / requests : first);
    }
  }
  return seconds.length > 0 ? { ok: true, seconds } : failed('it has no arrivals');
}

function failed(message: string): ArrivalsOutcome {
  return { ok: false, message };
}
