import type { ReplayTaskOutcome } from '../workers/replayTask';

type Recorded = Extract<ReplayTaskOutcome, { status: 'recorded' }>;

/** What `cnn-tuner replay --json` prints. */
export function replayJson({ header, summaries, model, episodes, cancelled }: Recorded): object {
  const { network, platform, scenario, testbed, axis, load, queries } = header;
  const { sloSeconds, seed, noise, quietThroughput } = header;
  return {
    kind: 'cnn-replay-summary',
    format: 1,
    network,
    platform,
    scenario,
    testbed,
    axis,
    load,
    queries,
    sloSeconds,
    seed,
    noise,
    quietThroughput,
    policies: summaries.map(({ policy, throughput, shareOfBound, latency, ...counts }) => ({
      ...header.policies[policy],
      queries: counts.queries,
      seconds: counts.seconds,
      throughput,
      shareOfBound,
      latency,
      violations: counts.violations,
      detections: counts.detections,
      trials: counts.trials,
      switches: counts.switches,
      rebalancingQueries: counts.rebalancingQueries,
    })),
    episodeCount: model.episodes,
    episodes,
    ...(cancelled && { cancelled }),
  };
}
