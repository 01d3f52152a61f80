import type { ReplayMoment } from '../../../protocol/replayModel';
import { blockLatency } from '../record/blockLatency';
import { throughputBetween, type SampleStretch } from './sampleStretch';

/** Throughput and p99 of the queries from `sinceQuery` to the kept one at `last`. */
export function recentFigures(
  stretch: SampleStretch,
  last: number,
  sinceQuery: number,
): Pick<ReplayMoment, 'throughput' | 'p99Seconds'> {
  let first = Math.max(0, last);
  while (first > 0 && (stretch.queries[first - 1] ?? 0) >= sinceQuery) first -= 1;
  const throughput = throughputBetween(stretch, first - 1, last);
  const { p99 } = blockLatency(stretch.latencies.slice(first, last + 1));
  return { throughput: Number.isFinite(throughput) ? throughput : 0, p99Seconds: p99 };
}
