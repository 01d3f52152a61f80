import { createPolicy } from '../createPolicy';
import type { ReplaySink } from '../replaySink';
import { simulateReplay } from '../simulate/simulateReplay';
import type { ReplayJob } from '../simulate/replayJob';
import { blockLatency } from './blockLatency';

/** As many as show how long queries take. */
const queries = 1_000;
/** Sums of times are rounded: what takes as long as without interference is no violation. */
const tolerance = 1 + 1e-6;

/** Latency that 99 % of the queries keep without interference and noise, seconds. */
export function quietLatency(
  job: Pick<ReplayJob, 'table' | 'memoryBound' | 'start' | 'arrivals'>,
): number {
  const latencies = new Float64Array(queries);
  const nothing = () => undefined;
  const sink: ReplaySink = {
    interference: nothing,
    detection: nothing,
    configuration: nothing,
    served: (query, arrived, finished) => void (latencies[query] = finished - arrived),
  };
  const scenario = { name: 'quiet', axis: 'queries', episodes: () => [] } as const;
  const policy = createPolicy({ policy: 'static' });
  const ended = simulateReplay({ ...job, scenario, policy, queries, noise: 0, seed: 1 }, sink);
  return ended.queries === 0 ? 0 : blockLatency(latencies.subarray(0, ended.queries)).p99 * tolerance; // prettier-ignore
}
