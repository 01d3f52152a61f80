import { join } from 'node:path';
import { fanOut } from '../../engine/interference/fanOut';
import type { PolicyChoice } from '../../engine/interference/policyFacts';
import type { PolicyOptions } from '../../engine/interference/policyOptions';
import { createPolicy } from '../../engine/interference/createPolicy';
import { ReplayRecorder } from '../../engine/interference/record/replayRecorder';
import { recordedStages } from '../../engine/interference/record/recordedStages';
import type { Scenario } from '../../engine/interference/scenario';
import { readScenario } from '../../engine/interference/scenario/readScenario';
import type { EpisodeEntry } from '../../engine/interference/scenario/scenarioSchema';
import type { Platform } from '../../engine/platform/platform';
import type { LiveModel, LivePolicy } from '../../protocol/liveModel';
import type { LoadSpec, RunFrame, RunReport } from '../../protocol/liveRun';
import type { SummaryEvent } from '../../protocol/replayRecord';
import type { LocalExecutor } from '../../runtime/executor/localExecutor';
import { LiveMoments } from '../../runtime/live/liveMoments';
import { liveHeader } from '../../runtime/rebalance/liveHeader';
import type { LiveSystem } from '../../runtime/rebalance/liveSystem';
import { SteeredRun } from '../../runtime/rebalance/steeredRun';
import { StressProcess } from '../../runtime/stress/stressProcess';
import { wholeFileProblem, type Loaded } from '../adapters/fileProblem';
import { loadYaml } from '../adapters/loadText';
import { writeAsProduced } from '../adapters/writeAsProduced';
import { defaultSamples } from '../workers/replayRequest';

/** Options of a run that is disturbed, rebalanced, or recorded. */
export interface SteeringOptions extends Partial<Pick<PolicyOptions, 'alpha' | 'threshold'>> {
  readonly policy?: LivePolicy;
  readonly interference?: string;
  readonly inject?: readonly EpisodeEntry[];
  readonly output?: string;
}

/** True where a run needs more than to be run. */
export function isSteered({ policy, interference, inject, output }: SteeringOptions): boolean {
  return [policy, interference, inject, output].some((option) => option !== undefined);
}

/** Options of the policy, where they are given. */
export function policyOptionsOf({ alpha, threshold }: SteeringOptions): Partial<PolicyOptions> {
  return { ...(alpha !== undefined && { alpha }), ...(threshold !== undefined && { threshold }) };
}

/** The scenario that options ask for; null for none. */
export async function steeringScenario(
  { interference, inject }: SteeringOptions,
  platform: Platform,
): Promise<Loaded<Scenario | null>> {
  if (interference !== undefined) return loadYaml(interference, (data) => readScenario(data, platform)); // prettier-ignore
  if (inject === undefined) return { ok: true, value: null, problems: [] };
  const read = readScenario({ interference: 'injected', unit: 'seconds', episodes: inject }, platform); // prettier-ignore
  const problems = read.problems.map((problem) => wholeFileProblem('--inject', problem));
  return read.ok ? { ok: true, value: read.value, problems } : { ok: false, problems };
}

/** What a steered run showed. */
export interface SteeredOutcome {
  readonly report: RunReport;
  readonly moments: Pick<LiveModel, 'marks' | 'bands'>;
  /** Null where no query was served. */
  readonly summary: SummaryEvent | null;
}

/** A run with what steers it. */
export interface Steering {
  readonly system: LiveSystem;
  readonly policy: PolicyChoice;
  readonly scenario: Scenario | null;
  readonly traceName?: string;
  /** Where its replay is saved. */
  readonly output: string | undefined;
}

/**
 * Runs a pipeline that is active, steered, and saves its replay whole where that is wanted. Rejects as
 * the executor does, and with a WriteError.
 */
export async function runSteered(
  steering: Steering,
  executor: LocalExecutor,
  load: LoadSpec,
  bundles: string,
  onFrame: (frame: RunFrame) => void,
  warn: (message: string) => void,
): Promise<SteeredOutcome> {
  const { system, policy, scenario, output } = steering;
  const created = createPolicy(policy);
  if (created.sees === 'times') throw new Error('This policy needs a simulation.');
  const { recorded, start, whole } = system;
  const moments = new LiveMoments(recorded.system, whole, recordedStages(recorded.system.places, start)); // prettier-ignore
  const header = liveHeader({ ...steering, load, recorded: new Date().toISOString() });
  const samples = defaultSamples(header.queries, 1);
  const produce = async (write: (line: string) => void): Promise<SteeredOutcome> => {
    const recorder = new ReplayRecorder(header, write, { samples });
    recorder.begin(0);
    const run = new SteeredRun({ system, policy: created.rebalance, load, scenario }, executor, {
      startStress: (task, onFailed) => new StressProcess(join(bundles, 'stress.js'), task, onFailed), // prettier-ignore
      sink: fanOut([moments, recorder]),
      warn,
    });
    const report = await run.run(onFrame);
    const [summary = null] = recorder.finish();
    return { report, moments: moments.shown, summary };
  };
  return output === undefined ? produce(() => undefined) : writeAsProduced(output, produce);
}
