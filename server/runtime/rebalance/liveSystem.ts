import { tunedSystem } from '../../engine/explore/tunedSystem';
import { memoryBoundByRoofline } from '../../engine/interference/memoryBound';
import { configurationOf } from '../../engine/interference/record/quietBest';
import { tableOfSystem } from '../../engine/interference/record/tableOfSystem';
import type { Network } from '../../engine/network/network';
import type { Configuration } from '../../engine/pipeline/configuration';
import type { Space } from '../../engine/pipeline/space';
import type { Platform } from '../../engine/platform/platform';
import type { ReplayHeader } from '../../protocol/replayRecord';
import type { TuningResult } from '../../protocol/tuningResult';
import { planWhole, stagesOf } from '../localPlan';
import type { PipelinePlan } from '../plan';
import { localTable } from '../testbed/localTable';

/** A tuned pipeline with what a policy may know of it, and what a record tells. Plain data only. */
export interface LiveSystem {
  /** Each place with all layers: see dividedPlan. */
  readonly whole: PipelinePlan;
  readonly space: Space;
  /** What it begins with. */
  readonly start: Configuration;
  readonly recorded: Pick<
    ReplayHeader,
    'network' | 'platform' | 'system' | 'memoryBound' | 'quietThroughput'
  >;
}

/**
 * A tuned result as it can be rebalanced on this machine; or why it cannot, in words: every place of
 * the platform must name cores.
 * @param model where it runs from.
 */
export function liveSystem(
  result: Pick<TuningResult, 'best' | 'system' | 'network' | 'platform'>,
  network: Network,
  platform: Platform,
  model: Pick<PipelinePlan, 'shape'> & { readonly path: string },
  coreCount: number,
): LiveSystem | string {
  const planned = planWhole(model, platform, network.layers.length, coreCount);
  if (!planned.ok) return planned.message;
  const known = localTable({ network, platform, profile: null });
  if (typeof known === 'string') return known;
  const stages = stagesOf(result, known.space.layers);
  if (typeof stages === 'string') return stages;
  const start = configurationOf(known, stages.map(({ start: first, end, place }) => [first, end, place])); // prettier-ignore
  if (typeof start === 'string') return start;
  const table = tableOfSystem(result);
  const isSame = platform.places.every(({ name }, index) => table.space.places[index] === name);
  if (!isSame || table.space.places.length !== platform.places.length) {
    return `${platform.name} has other execution places than when this was tuned: tune again.`;
  }
  const memoryBound = memoryBoundByRoofline(table, network, platform);
  return {
    whole: planned.plan,
    space: known.space,
    start,
    recorded: {
      network: result.network,
      platform: result.platform,
      // Classes as the rows of memoryBound count them.
      system: tunedSystem(table, result.system.places.map(({ description }) => description)), // prettier-ignore
      memoryBound: memoryBound.map((row) => Array.from(row, (bound) => (bound === 1 ? 1 : 0))),
      quietThroughput: result.best.throughput,
    },
  };
}
