import type { ReplayModel, ReplayPolicy } from '../../../protocol/replayModel';
import type { ReplayHeader } from '../../../protocol/replayRecord';
import { formatQuality, formatSeconds, formatThroughput, groupedCount } from '../../core/units';
import { boundPolicy } from '../record/withSharesOfBound';
import { axisOf, endOf } from './replayAxis';
import type { ReplayedPolicy, ReplaySource } from './replaySource';

/** What the replay editor is told of a file once. */
export function buildReplayModel({ header, policies, problems }: ReplaySource): ReplayModel {
  const axis = axisOf(header);
  const shown = policies.map((policy) => policyModel(policy, endOf(axis, policy)));
  const title = `${header.network} on ${header.platform}, scenario ${header.scenario}`;
  const episodes = Math.max(0, ...policies.map(episodeCount));
  return {
    title,
    subtitle: subtitle(header, queriesOf(header, shown)),
    problems,
    axis: header.axis,
    end: Math.max(0, ...shown.map(({ end }) => end)),
    sloSeconds: header.sloSeconds,
    quietThroughput: header.quietThroughput,
    places: header.system.places.map(({ name, fast, description }) => ({
      name,
      fast,
      description,
    })),
    policies: shown,
    episodes,
    summary: summary(title, episodes, shown),
  };
}

/** Episodes that begin in the blocks of a policy. */
export function episodeCount({ blocks }: ReplayedPolicy): number {
  const last = blocks.at(-1);
  if (last === undefined) return 0;
  return last.episodes + last.bands.reduce((sum, [, , , begun]) => sum + begun, 0);
}

/** Sums of a policy; where its summary is missing, from its blocks. */
function policyModel(policy: ReplayedPolicy, end: number): ReplayPolicy {
  const { blocks, summary, title, name } = policy;
  const sum = (of: (block: ReplayedPolicy['blocks'][number]) => number) =>
    blocks.reduce((total, block) => total + of(block), 0);
  const common = { title, isBound: name === boundPolicy, end };
  if (summary !== null) {
    const { queries, throughput, violations, detections, trials, switches } = summary;
    return {
      ...common,
      queries,
      throughput,
      p99Seconds: summary.latency.p99,
      violations,
      detections,
      trials,
      switches,
      rebalancingQueries: summary.rebalancingQueries,
      shareOfBound: summary.shareOfBound,
    };
  }
  const queries = sum(({ count }) => count);
  const seconds = sum((block) => block.endSeconds - block.seconds);
  return {
    ...common,
    queries,
    throughput: seconds > 0 ? queries / seconds : 0,
    p99Seconds: blocks.reduce((most, { latency }) => Math.max(most, latency.p99), 0),
    violations: sum(({ violations }) => violations),
    detections: sum(({ detections }) => detections),
    trials: sum(({ trials }) => trials),
    switches: sum(({ switches }) => switches),
    rebalancingQueries: sum(({ trials }) => trials),
    shareOfBound: null,
  };
}

/** Queries that were asked for; of a run on real cores, which ends by time, those that there are. */
function queriesOf({ testbed, queries }: ReplayHeader, policies: readonly ReplayPolicy[]): number {
  return testbed === 'local' ? Math.max(0, ...policies.map((policy) => policy.queries)) : queries;
}

function subtitle({ load, testbed, seed, noise }: ReplayHeader, queries: number): string {
  const parts = [
    `${groupedCount(queries)} queries`,
    load.kind === 'closed'
      ? 'closed loop'
      : load.kind === 'trace'
        ? `arrivals of ${load.name}`
        : `${load.kind} ${formatThroughput(load.perSecond)}`,
    testbed === 'local' ? 'on real cores' : 'simulated',
    ...(noise > 0 ? [`noise ±${formatQuality(noise)}`] : []),
    `seed ${seed}`,
  ];
  return parts.join(' · ');
}

function summary(title: string, episodes: number, policies: readonly ReplayPolicy[]): string {
  const each = policies.map(
    ({ title: name, throughput, p99Seconds, violations }) =>
      `${name}: ${formatThroughput(throughput)}, p99 ${formatSeconds(p99Seconds)}, ${groupedCount(violations)} over the SLO.`,
  );
  const count = episodes === 1 ? '1 episode' : `${groupedCount(episodes)} episodes`;
  return `${title}: ${count} of interference. ${each.join(' ')}`;
}
