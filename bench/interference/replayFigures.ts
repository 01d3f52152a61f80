import type { ReplaySink } from '../../server/engine/interference/replaySink';
import { simulateReplay } from '../../server/engine/interference/simulate/simulateReplay';
import type { ReplayJob } from '../../server/engine/interference/simulate/replayJob';

/** Shares of the quiet throughput that an SLO may ask for: what the paper asks. */
export const sloLevels = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5] as const;

/** What a replay came to. */
export interface ReplayFigures {
  readonly queries: number;
  /** Queries a second, from the first arrival to the last result. */
  readonly throughput: number;
  readonly meanLatencySeconds: number;
  readonly latencies: Float64Array;
  /** Share of queries that took longer than the quiet latency over each of {@link sloLevels}. */
  readonly violations: readonly number[];
  readonly detections: number;
  /** Queries served by trials. */
  readonly trialQueries: number;
  readonly trials: number;
  readonly switches: number;
}

/** Serves a job's queries and counts. */
export function replayFigures(job: ReplayJob, quietLatencySeconds: number): ReplayFigures {
  const latencies = new Float64Array(job.queries);
  let detections = 0;
  let trialQueries = 0;
  let trials = 0;
  let switches = 0;
  const sink: ReplaySink = {
    interference: () => undefined,
    detection: () => (detections += 1),
    configuration: (_, cause) => {
      if (cause === 'trial') trials += 1;
      if (cause === 'settled') switches += 1;
    },
    served: (query, arrived, finished, _, rebalancing) => {
      latencies[query] = finished - arrived;
      if (rebalancing) trialQueries += 1;
    },
  };
  const { queries, seconds } = simulateReplay(job, sink);
  const served = latencies.subarray(0, queries);
  // Sums of times are rounded: what takes as long as without interference is no violation.
  const over = (level: number) => (quietLatencySeconds / level) * (1 + 1e-6);
  return {
    queries,
    throughput: queries / seconds,
    meanLatencySeconds: served.reduce((sum, value) => sum + value, 0) / queries,
    latencies: served,
    violations: sloLevels.map(
      (level) => served.reduce((n, value) => n + (value > over(level) ? 1 : 0), 0) / queries,
    ),
    detections,
    trialQueries,
    trials,
    switches,
  };
}
