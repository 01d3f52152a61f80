import type { Arrivals } from '../../protocol/liveRun';
import { readArrivals } from '../../runtime/load/readArrivals';
import { readFileCapped } from '../adapters/readFileCapped';
import { arrivalsOf, type ArrivalOptions } from './scenarios';

const mostTraceBytes = 64_000_000;

/** Arrivals as options say them, with those of a file read; a sentence where that is not possible. */
export async function readLoad(options: ArrivalOptions): Promise<Arrivals | string> {
  const arrivals = arrivalsOf(options);
  if (typeof arrivals === 'string' || arrivals.kind !== 'file') return arrivals;
  const bytes = await readFileCapped(arrivals.path, mostTraceBytes);
  if (!bytes.ok)
    return `${arrivals.path}: ${bytes.problems.map(({ message }) => message).join(' ')}`;
  const read = readArrivals(new TextDecoder().decode(bytes.value));
  return read.ok ? { kind: 'trace', seconds: read.seconds } : `${arrivals.path}: ${read.message}`;
}
