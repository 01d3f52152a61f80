import type { ReplayCurves, ReplayWindowRequest } from '../../../protocol/replayModel';
import type { ReplayAxis } from './replayAxis';
import { ColumnCurves } from './columnCurves';
import type { ReplayBlock } from './replaySource';

/** What the parts of blocks in one column come to. */
interface Sums {
  readonly column: number;
  queries: number;
  seconds: number;
  min: number;
  p50: number;
  p99: number;
  max: number;
}

/**
 * Curves from afar, of blocks and not of queries. A column takes of each block the share that lies in it;
 * its p50 is the mean of theirs, and its p99 the largest, so that no tail is hidden.
 */
export function blockCurves(
  axis: ReplayAxis,
  blocks: readonly ReplayBlock[],
  window: ReplayWindowRequest,
): Omit<ReplayCurves, 'marks'> {
  const { from, to, columns } = window;
  const width = (to - from) / columns;
  const curves = new ColumnCurves(window);
  const sums: Sums[] = [];
  for (const block of blocks) {
    const begin = axis.from(block);
    const length = Math.max(axis.to(block) - begin, Number.MIN_VALUE);
    const first = Math.max(0, Math.floor((begin - from) / width));
    const last = Math.min(columns - 1, Math.ceil((begin + length - from) / width) - 1);
    for (let column = first; column <= last; column += 1) {
      const left = Math.max(begin, from + column * width);
      const right = Math.min(begin + length, from + (column + 1) * width);
      const share = Math.min(1, Math.max(0, (right - left) / length));
      add(sums, column, block, share);
      curves.addViolations(column, share * block.violations);
    }
  }
  for (const { column, queries, seconds, min, p50, p99, max } of sums) {
    if (queries === 0) continue;
    curves.setThroughput(column, seconds > 0 ? queries / seconds : NaN);
    curves.setLatency(column, min, p50 / queries, p99, max);
  }
  return curves.curves();
}

/** Blocks come in order: their columns are the last ones that were begun, or new. */
function add(
  sums: Sums[],
  column: number,
  { count, seconds, endSeconds, latency }: ReplayBlock,
  share: number,
): void {
  let sum = sums.at(-1);
  if (sum?.column !== column) {
    sum = { column, queries: 0, seconds: 0, min: Infinity, p50: 0, p99: 0, max: 0 };
    sums.push(sum);
  }
  sum.queries += share * count;
  sum.seconds += share * (endSeconds - seconds);
  sum.min = Math.min(sum.min, latency.min);
  sum.p50 += share * count * latency.p50;
  sum.p99 = Math.max(sum.p99, latency.p99);
  sum.max = Math.max(sum.max, latency.max);
}
