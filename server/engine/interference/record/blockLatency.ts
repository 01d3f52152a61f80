import type { BlockLatency } from '../../../protocol/replayRecord';

/**
 * Least, mean, largest latency and percentiles by nearest rank of some queries, of which there is at
 * least one. Sorts `latencies` in place.
 */
export function blockLatency(latencies: Float64Array): BlockLatency {
  latencies.sort();
  const last = latencies.length - 1;
  const at = (share: number) =>
    latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? 0;
  let sum = 0;
  for (const latency of latencies) sum += latency;
  return {
    min: latencies[0] ?? 0,
    mean: sum / latencies.length,
    p50: at(0.5),
    p99: at(0.99),
    max: latencies[last] ?? 0,
  };
}
