import type { Arrivals } from '../../../protocol/liveRun';
import type { ReplayHeader, SummaryEvent } from '../../../protocol/replayRecord';
import type { TimeTable } from '../../cost/timeTable';
import type { TuningProblem } from '../../explore/tuningProblem';
import type { Configuration } from '../../pipeline/configuration';
import { throughputOf } from '../../pipeline/observation';
import type { MemoryBound } from '../memoryBound';
import { recordedPolicy, type PolicyChoice } from '../policyFacts';
import { createPolicy } from '../createPolicy';
import type { Scenario } from '../scenario';
import { defaultInside } from '../simulate/replayJob';
import { simulateReplay } from '../simulate/simulateReplay';
import type { RecorderOptions } from './policyRecorder';
import { quietLatency } from './quietLatency';
import { replayHeader } from './replayHeader';
import { ReplayRecorder } from './replayRecorder';

/** What is replayed, and how. */
export interface ReplayRequest {
  readonly policies: readonly PolicyChoice[];
  readonly arrivals: Arrivals;
  /** Of a trace of arrivals, for people. */
  readonly traceName?: string;
  /** Queries of each policy. */
  readonly queries: number;
  /** Longest latency that is no violation; or the share of the quiet pipeline's speed that must be kept. */
  readonly slo: { readonly seconds: number } | { readonly share: number };
  readonly noise: number;
  readonly seed: number;
  readonly samples: NonNullable<RecorderOptions['samples']>;
  /** ISO 8601. */
  readonly recorded?: string;
}

/** A system under a scenario, and with what it begins. */
export interface ReplaySetting {
  readonly names: TuningProblem['names'];
  readonly table: TimeTable;
  readonly memoryBound: MemoryBound;
  readonly scenario: Scenario;
  readonly start: Configuration;
  /** Period of the optimum without interference. */
  readonly quietPeriodSeconds: number;
}

/** How a replay is watched and ended. */
export interface ReplayHooks {
  readonly shouldStop?: () => boolean;
  /** Told now and then, with the queries that were served of all policies. */
  readonly onProgress?: (queries: number) => void;
}

/** What was recorded. */
export interface ReplayOutcome {
  readonly header: ReplayHeader;
  /** Of the policies of which queries were served. */
  readonly summaries: readonly SummaryEvent[];
  readonly stopped: boolean;
}

/** Queries between two of the simulation's looks at the request to stop. */
const patience = 256;

/** Simulates policy after policy and gives the lines of the replay to `write`, each with its line break. */
export function recordReplay(
  setting: ReplaySetting,
  request: ReplayRequest,
  write: (line: string) => void,
  { shouldStop = () => false, onProgress = () => undefined }: ReplayHooks = {},
): ReplayOutcome {
  const { table, memoryBound, scenario, start } = setting;
  const { arrivals, noise, seed, samples } = request;
  const queries =
    arrivals.kind === 'trace'
      ? Math.min(request.queries, arrivals.seconds.length)
      : request.queries;
  const job = { table, memoryBound, scenario, start, arrivals, queries, noise, seed };
  const header = headerOf(setting, { ...request, queries });
  const recorder = new ReplayRecorder(header, write, { samples });
  let stopped = false;
  for (const [index, choice] of request.policies.entries()) {
    recorder.begin(index);
    let looks = 0;
    const ended = simulateReplay(
      {
        ...job,
        policy: createPolicy(choice),
        shouldStop: () => {
          onProgress(index * queries + patience * looks);
          looks += 1;
          return shouldStop();
        },
      },
      recorder,
    );
    stopped = ended.stopped;
    if (stopped) break;
  }
  return { header, summaries: recorder.finish(), stopped };
}

function headerOf(setting: ReplaySetting, request: ReplayRequest): ReplayHeader {
  const { arrivals, slo, queries, seed, noise, recorded } = request;
  const load: ReplayHeader['load'] =
    arrivals.kind === 'closed'
      ? { kind: 'closed', inside: arrivals.inside ?? defaultInside(setting.start) }
      : arrivals.kind === 'trace'
        ? { kind: 'trace', name: request.traceName ?? 'a trace' }
        : { kind: arrivals.kind, perSecond: arrivals.perSecond };
  const quiet = 'share' in slo ? quietLatency({ ...setting, arrivals }) / slo.share : slo.seconds;
  return replayHeader({
    ...setting,
    policies: request.policies.map(recordedPolicy),
    load,
    queries,
    sloSeconds: quiet,
    seed,
    noise,
    quietThroughput: throughputOf(setting.quietPeriodSeconds),
    ...(recorded !== undefined && { recorded }),
  });
}
