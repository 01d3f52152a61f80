import { tunedSystem } from '../../server/engine/explore/tunedSystem';
import { fanOut } from '../../server/engine/interference/fanOut';
import { createPolicy } from '../../server/engine/interference/createPolicy';
import { recordedStages } from '../../server/engine/interference/record/recordedStages';
import type { ReplaySink } from '../../server/engine/interference/replaySink';
import type { Scenario, Slowdown } from '../../server/engine/interference/scenario';
import type { TimeTable } from '../../server/engine/cost/timeTable';
import type { Configuration } from '../../server/engine/pipeline/configuration';
import type { LivePolicy } from '../../server/protocol/liveModel';
import { dividedPlan } from '../../server/runtime/dividedPlan';
import { LocalExecutor } from '../../server/runtime/executor/localExecutor';
import { LiveMoments } from '../../server/runtime/live/liveMoments';
import type { PipelinePlan } from '../../server/runtime/plan';
import { livePolicy } from '../../server/runtime/rebalance/livePolicies';
import { SteeredRun } from '../../server/runtime/rebalance/steeredRun';
import { StressProcess } from '../../server/runtime/stress/stressProcess';

/** When stress is there in a run, and for how long its answer is judged. */
export const timing = { beginSeconds: 6, endSeconds: 22, seconds: 31, judgedSeconds: 4 } as const;

/** What a policy made of stress. */
export interface PolicyFigures {
  readonly policy: LivePolicy;
  /** Queries a second before the stress, in its last seconds, and in the last ones after it. */
  readonly quiet: number;
  readonly disturbed: number;
  readonly after: number;
  /** Of all the time of the stress, rebalancing with it. */
  readonly whole: number;
  /** From its begin to the first detection, and to the first configuration that was stood by; null for none. */
  readonly detectedSeconds: number | null;
  readonly settledSeconds: number | null;
  readonly trials: number;
}

/** Runs a pipeline under a policy, with stress on the second place for a while. */
export async function policyRun(
  policyName: LivePolicy,
  {
    table,
    places,
    start,
    slowdown,
  }: {
    readonly table: TimeTable;
    readonly places: PipelinePlan;
    readonly start: Configuration;
    readonly slowdown: Slowdown;
  },
  files: { readonly executor: string; readonly stress: string },
): Promise<PolicyFigures> {
  const { beginSeconds: from, endSeconds: to, seconds, judgedSeconds } = timing;
  const episode = { index: 0, place: 1, name: 'stress', slowdown, from, to };
  const scenario: Scenario = { name: 'stress', axis: 'seconds', episodes: () => [episode] };
  const system = tunedSystem(table, []);
  const moments = new LiveMoments(system, places, recordedStages(system.places, start));
  const finished: number[] = [];
  const nothing = () => undefined;
  const times: ReplaySink = {
    interference: nothing,
    detection: nothing,
    configuration: nothing,
    served: (_query, _arrived, finishedSeconds) => void finished.push(finishedSeconds),
  };
  const policy = createPolicy(livePolicy(policyName));
  if (policy.sees === 'times') throw new Error('It reads times.');
  const executor = LocalExecutor.start(files.executor);
  try {
    await executor.load(dividedPlan(places, start));
    await executor.activate();
    const load = { arrivals: { kind: 'closed', inside: null }, seconds, queries: Infinity, sloSeconds: null, keepSamples: false } as const; // prettier-ignore
    const run = new SteeredRun(
      { system: { whole: places, space: table.space, start }, policy: policy.rebalance, load, scenario },
      executor,
      {
        startStress: (task, onFailed) => new StressProcess(files.stress, task, onFailed),
        sink: fanOut([moments, times]),
        warn: (message) => console.error(message),
      },
    ); // prettier-ignore
    await run.run(nothing);
  } finally {
    await executor.stop();
  }
  const { marks, bands } = moments.shown;
  const begun = bands[0]?.fromSeconds ?? NaN;
  const rate = (a: number, b: number) =>
    finished.filter((at) => at >= a && at < b).length / (b - a);
  const delay = (kind: string) => {
    const at = marks.find((mark) => mark.kind === kind && mark.elapsedSeconds > begun)?.elapsedSeconds;
    return at === undefined || at > to ? null : at - begun;
  }; // prettier-ignore
  const last = Math.min(seconds, finished.at(-1) ?? seconds);
  return {
    policy: policyName,
    quiet: rate(1, from),
    disturbed: rate(to - judgedSeconds, to),
    after: rate(last - judgedSeconds, last),
    whole: rate(begun, to),
    detectedSeconds: delay('detected'),
    settledSeconds: delay('settled'),
    trials: marks.filter(({ kind }) => kind === 'trial').length,
  };
}
