import { recordedPolicy, type PolicyChoice } from '../../engine/interference/policyFacts';
import { defaultInside } from '../../engine/interference/simulate/replayJob';
import type { Scenario } from '../../engine/interference/scenario';
import type { LoadSpec } from '../../protocol/liveRun';
import type { ReplayHeader } from '../../protocol/replayRecord';
import type { LiveSystem } from './liveSystem';

/** A run that is recorded. */
export interface RecordedRun {
  readonly system: Pick<LiveSystem, 'recorded' | 'start'>;
  readonly policy: PolicyChoice;
  readonly load: LoadSpec;
  /** Null where only people disturb it. */
  readonly scenario: Pick<Scenario, 'name' | 'axis'> | null;
  /** Of a trace of arrivals, for people. */
  readonly traceName?: string;
  /** ISO 8601. */
  readonly recorded: string;
}

/** How much faster than expected a pipeline may be, for the number of queries that a run may serve. */
const margin = 1.5;

/** The first line of the replay of a run on this machine. */
export function liveHeader(run: RecordedRun): ReplayHeader {
  const { system, policy, load, scenario, recorded } = run;
  const { arrivals } = load;
  const rate = 'perSecond' in arrivals ? arrivals.perSecond : system.recorded.quietThroughput;
  return {
    kind: 'cnn-replay',
    format: 1,
    ...system.recorded,
    scenario: scenario?.name ?? 'by hand',
    testbed: 'local',
    axis: scenario?.axis ?? 'seconds',
    load:
      arrivals.kind === 'closed'
        ? { kind: 'closed', inside: arrivals.inside ?? defaultInside(system.start) }
        : arrivals.kind === 'trace'
          ? { kind: 'trace', name: run.traceName ?? 'a trace' }
          : { kind: arrivals.kind, perSecond: arrivals.perSecond },
    queries: Math.min(load.queries, Math.ceil(margin * rate * load.seconds) + 1),
    sloSeconds: load.sloSeconds,
    seed: arrivals.kind === 'poisson' ? arrivals.seed : 1,
    noise: 0,
    policies: [recordedPolicy(policy)],
    recorded,
  };
}
