import type { ReplayCurves, ReplayWindowRequest } from '../../../protocol/replayModel';
import type { ReplayHeader } from '../../../protocol/replayRecord';
import { blockLatency } from '../record/blockLatency';
import { ColumnCurves } from './columnCurves';
import { throughputBetween, type SampleStretch } from './sampleStretch';

/** Throughput of fewer queries than these would be that of single ones. */
const fewest = 8;

/** Curves near by, of single queries. */
export function sampleCurves(
  { axis, sloSeconds }: Pick<ReplayHeader, 'axis' | 'sloSeconds'>,
  stretch: SampleStretch,
  window: ReplayWindowRequest,
): Omit<ReplayCurves, 'marks'> {
  const { queries, finished, latencies, endQuery } = stretch;
  const { from, to, columns } = window;
  const slo = sloSeconds ?? Infinity;
  const positions = axis === 'queries' ? queries : finished;
  const scale = columns / (to - from);
  const columnOf = (i: number) => Math.floor(((positions[i] ?? 0) - from) * scale);
  const curves = new ColumnCurves(window);
  let i = 0;
  while (i < positions.length && (positions[i] ?? 0) < from) i += 1;
  while (i < positions.length && (positions[i] ?? 0) < to) {
    const column = Math.min(columns - 1, columnOf(i));
    const first = i;
    for (; i < positions.length && (positions[i] ?? 0) < to; i += 1) {
      if (Math.min(columns - 1, columnOf(i)) !== column) break;
      // What is not kept does as the last that is kept before it.
      const next = i + 1 < queries.length ? (queries[i + 1] ?? 0) : endQuery;
      if ((latencies[i] ?? 0) > slo) curves.addViolations(column, next - (queries[i] ?? 0));
    }
    let before = first - 1;
    while (before >= 0 && (queries[i - 1] ?? 0) - (queries[before] ?? 0) < fewest) before -= 1;
    curves.setThroughput(column, throughputBetween(stretch, before, i - 1));
    const { min, p50, p99, max } = blockLatency(latencies.slice(first, i));
    curves.setLatency(column, min, p50, p99, max);
  }
  return curves.curves();
}
