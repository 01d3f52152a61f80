import {
  isPolicyName,
  policyNames,
  type PolicyChoice,
} from '../../engine/interference/policyFacts';
import type { ReplayRequest } from '../../engine/interference/record/recordReplay';
import type { ReplayOptions } from '../../protocol/replayRequests';

/** What a replay is where nothing else is said. */
export const replayDefaults = { queries: 4_000, sloShare: 0.85, noise: 0, seed: 1 } as const;

/** Most queries of a policy: a file of more would not fit a disk, nor its index a panel. */
export const mostReplayQueries = 10_000_000;

/** Below this, all queries of a replay are kept; above, a part of each block. */
const mostWholeSamples = 2_000_000;
const reducedSamples = 64;

/** Queries of a block that are kept where nothing is said. */
export function defaultSamples(queries: number, policies: number): ReplayRequest['samples'] {
  return queries * policies <= mostWholeSamples ? 'all' : reducedSamples;
}

/** A replay as a client asks for it, with defaults for what it leaves out. */
export function replayRequestFrom(options: ReplayOptions, recorded: string): ReplayRequest {
  const { queries = replayDefaults.queries, sloSeconds = null } = options;
  const { seed = replayDefaults.seed, noise = replayDefaults.noise } = options;
  const named = (options.policies ?? []).filter(isPolicyName);
  const policies: readonly PolicyChoice[] = (named.length > 0 ? named : policyNames).map(
    (policy) => ({ policy }),
  );
  return {
    policies,
    arrivals: { kind: 'closed', inside: null },
    queries,
    slo: sloSeconds === null ? { share: replayDefaults.sloShare } : { seconds: sloSeconds },
    noise,
    seed,
    samples: defaultSamples(queries, policies.length),
    recorded,
  };
}
