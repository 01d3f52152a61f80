import { formatSeconds, formatThroughput } from '../../engine/core/units';
import { recordedPolicy } from '../../engine/interference/policyFacts';
import type {
  LiveLoad,
  LiveModel,
  LiveStage,
  LiveState,
  LiveTotals,
} from '../../protocol/liveModel';
import type { LoadSpec } from '../../protocol/liveRun';
import type { TuningResult } from '../../protocol/tuningResult';
import type { LiveHistory } from './liveHistory';
import type { LiveMoments } from './liveMoments';

/** A run as it stands. */
export interface LiveRunView {
  readonly result: Pick<TuningResult, 'network' | 'platform'>;
  readonly load: LiveLoad;
  readonly state: LiveState;
  readonly failure: string | null;
  /** Why threads are not pinned; null where they are, or nobody knows yet. */
  readonly unpinned: string | null;
  readonly warnings: readonly string[];
  readonly history: LiveHistory;
  readonly moments: LiveMoments;
}

/** What the live panel shows of a run. */
export function buildLiveModel(run: LiveRunView): LiveModel {
  const { result, load, state, failure, history, moments } = run;
  const { stages } = moments.shown;
  const count = stages.length === 1 ? '1 stage' : `${stages.length} stages`;
  return {
    title: `${result.network} on ${result.platform}`,
    subtitle: [count, loadWords(load), ...policyWords(load)].join(' · '),
    state,
    failure,
    load,
    ...moments.shown,
    places: history.places,
    allPlaces: moments.allPlaces,
    notes: notesOf(run, stages),
    minute: [...history.minute],
    whole: [...history.whole],
    totals: history.totals,
    figures: history.figures,
    summary: history.summary,
  };
}

/** `45 queries a second, at random · 60 s · SLO 60 ms`. */
function loadWords({ arrivals, perSecond, seconds, sloSeconds }: LiveLoad): string {
  const rate = `${plainNumber(perSecond)} queries a second`;
  const words = {
    closed: 'as fast as it takes queries',
    constant: `${rate}, evenly spaced`,
    poisson: `${rate}, Poisson`,
  };
  const slo = sloSeconds === null ? [] : [`SLO ${formatSeconds(sloSeconds)}`];
  return [words[arrivals], `for ${plainNumber(seconds)} s`, ...slo].join(' · ');
}

/** As a person would type it: `45`, `3600`, `0.5`. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Nothing where nobody rebalances. */
function policyWords({ policy }: LiveLoad): string[] {
  return policy === 'static' ? [] : [recordedPolicy({ policy }).title];
}

function notesOf(
  { unpinned, warnings }: LiveRunView,
  stages: readonly LiveStage[],
): readonly string[] {
  const slowed = stages.flatMap(({ place, emulatedSpeed }) =>
    emulatedSpeed === null ? [] : [`${place} at ${Math.round(100 * emulatedSpeed)} %`],
  );
  return [
    ...(unpinned === null ? [] : [`Threads are not pinned to cores: ${unpinned}.`]),
    ...(slowed.length === 0 ? [] : [`Emulated speed: ${slowed.join(', ')} of its own.`]),
    ...warnings,
  ];
}

/** What the executor is asked for. */
export function loadSpec({ arrivals, perSecond, seconds, sloSeconds }: LiveLoad): LoadSpec {
  return {
    arrivals:
      arrivals === 'closed'
        ? { kind: 'closed', inside: null }
        : arrivals === 'constant'
          ? { kind: 'constant', perSecond }
          : { kind: 'poisson', perSecond, seed: 1 },
    seconds,
    queries: Infinity,
    sloSeconds,
    keepSamples: false,
  };
}

/** `44.8 /s · p99 58.4 ms · 1 345 queries in 30 s`, for a notification. */
export function totalsWords({
  throughput,
  latency,
  completed,
  elapsedSeconds,
}: LiveTotals): string {
  const queries = completed === 1 ? '1 query' : `${completed} queries`;
  return [
    formatThroughput(throughput),
    `p99 ${formatSeconds(latency.p99 / 1e6)}`,
    `${queries} in ${formatSeconds(elapsedSeconds)}`,
  ].join(' · ');
}
