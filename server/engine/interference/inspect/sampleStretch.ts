import type { SamplesEvent } from '../../../protocol/replayRecord';

/** Queries of consecutive blocks that are kept, one after the other. */
export interface SampleStretch {
  readonly queries: Float64Array;
  /** When each finished, seconds. */
  readonly finished: Float64Array;
  /** Seconds. */
  readonly latencies: Float64Array;
  /** End of the query before the first, seconds, and its number. */
  readonly beginSeconds: number;
  readonly beginQuery: number;
  /** The query after the last. */
  readonly endQuery: number;
}

/** Joins the samples of blocks. */
export function sampleStretch(blocks: readonly SamplesEvent[]): SampleStretch {
  const size = blocks.reduce((sum, { finished }) => sum + finished.length, 0);
  const queries = new Float64Array(size);
  const finished = new Float64Array(size);
  const latencies = new Float64Array(size);
  let filled = 0;
  for (const block of blocks) {
    const { kept, query } = block;
    finished.set(block.finished, filled);
    latencies.set(block.latencies, filled);
    for (let i = 0; i < block.finished.length; i += 1) {
      queries[filled + i] = query + (kept === 'all' ? i : (kept[i] ?? 0));
    }
    filled += block.finished.length;
  }
  const [first] = blocks;
  const last = blocks.at(-1);
  return {
    queries,
    finished,
    latencies,
    beginSeconds: first?.seconds ?? 0,
    beginQuery: (first?.query ?? 0) - 1,
    endQuery: last === undefined ? 0 : last.query + last.count,
  };
}

/**
 * Inferences a second from after one kept query (−1: what was before the first) to another; NaN where
 * they finished at once.
 */
export function throughputBetween(stretch: SampleStretch, before: number, last: number): number {
  const { queries, finished, beginQuery, beginSeconds } = stretch;
  const fromQuery = before < 0 ? beginQuery : (queries[before] ?? 0);
  const fromSeconds = before < 0 ? beginSeconds : (finished[before] ?? 0);
  const seconds = (finished[last] ?? 0) - fromSeconds;
  return seconds > 0 ? ((queries[last] ?? 0) - fromQuery) / seconds : NaN;
}
