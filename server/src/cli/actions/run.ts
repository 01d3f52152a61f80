import { join } from 'node:path';
import type { Command } from 'commander';
import { csvLines } from '../../../engine/core/csv';
import type { LoadSpec, RunFrame, RunReport } from '../../../protocol/liveRun';
import type { Shape } from '../../../protocol/layersResult';
import { withCores } from '../../../runtime/withCores';
import { coreCount } from '../../../runtime/coreCount';
import { LocalExecutor } from '../../../runtime/executor/localExecutor';
import { chromeTrace } from '../../../runtime/load/chromeTrace';
import { metricsEndpoint, type MetricsEndpoint } from '../../../runtime/load/metricsEndpoint';
import { coresOf, localPlan, stagesOf } from '../../../runtime/localPlan';
import type { PipelinePlan } from '../../../runtime/plan';
import { livePolicy } from '../../../runtime/rebalance/livePolicies';
import { liveSystem } from '../../../runtime/rebalance/liveSystem';
import { hearEndSignals } from '../../adapters/endSignals';
import { loadNetwork, loadPlatform, loadTuning } from '../../adapters/files';
import { withLocalModel } from '../../adapters/withLocalModel';
import { jsonText, type ExitCode, type Io } from '../io';
import { readLoad } from '../readLoad';
import { reportFailure, reportWarnings, saveFile, type CommonOptions } from '../report';
import { runText } from '../runText';
import type { ArrivalOptions } from '../scenarios';
import { steeredText } from '../steeredText';
import {
  isSteered,
  policyOptionsOf,
  runSteered,
  steeringScenario,
  type SteeredOutcome,
  type Steering,
  type SteeringOptions,
} from '../steering';
import type { VerbContext } from '../verbContext';

/** How long a run may take to empty its pipeline after Ctrl-C. */
const graceMilliseconds = 10_000;

/** Options of `run`. */
export interface RunVerbOptions extends CommonOptions, ArrivalOptions, SteeringOptions {
  readonly platform: string;
  readonly schedule: string;
  readonly seconds: number;
  readonly queries?: number;
  readonly sloMs?: number;
  readonly trace?: string;
  readonly samples?: string;
  readonly prometheus?: number;
  readonly input?: Shape;
}

/** Runs a tuned pipeline on this machine's cores, and tells what it reached. */
export async function runVerb(
  path: string,
  options: RunVerbOptions,
  command: Command,
  { io, bundles }: VerbContext,
): Promise<ExitCode> {
  const usage = (mistake: string) => command.error(`error: ${mistake}`, { exitCode: 2 });
  const arrivals = await readLoad(options);
  if (typeof arrivals === 'string') return usage(arrivals);
  if (options.interference !== undefined && options.inject !== undefined) {
    return usage('--interference and --inject both say what disturbs the run: give one of them');
  }
  if (
    (options.policy ?? 'static') !== 'static' &&
    (options.trace ?? options.samples) !== undefined
  ) {
    return usage('--trace and --samples tell of one configuration: save a replay with -o instead');
  }
  const network = await loadNetwork(path, options.input ? { input: options.input } : {});
  const platform = await loadPlatform(options.platform);
  const schedule = await loadTuning(options.schedule);
  const problems = [...network.problems, ...platform.problems, ...schedule.problems];
  if (!network.ok || !platform.ok || !schedule.ok) {
    return reportFailure(io, options, [path, options.platform, options.schedule], problems);
  }
  const scenario = await steeringScenario(options, platform.value);
  problems.push(...scenario.problems);
  if (!scenario.ok)
    return reportFailure(io, options, [options.interference ?? '--inject'], problems);
  reportWarnings(io, problems);
  const stages = stagesOf(schedule.value, network.value.layers.map(({ name }) => name)); // prettier-ignore
  if (typeof stages === 'string') return refuse(io, stages);

  return withLocalModel(path, network.value, options.seed, async (modelPath) => {
    const model = { path: modelPath, shape: options.input ?? null };
    const planned = localPlan(model, platform.value, stages, coreCount());
    if (!planned.ok) return refuse(io, planned.message);
    for (const warning of planned.warnings) io.err(`${io.stderr.colors.yellow('warning:')} ${warning}\n`); // prettier-ignore
    const system = isSteered(options)
      ? liveSystem(schedule.value, network.value, platform.value, model, coreCount())
      : null;
    if (typeof system === 'string') return refuse(io, system);
    const steering = system && {
      system,
      policy: livePolicy(options.policy ?? 'static', policyOptionsOf(options)),
      scenario: scenario.value,
      ...(arrivals.kind === 'trace' && { traceName: options.arrivals ?? '' }),
      output: options.output,
    };
    const cores = coresOf(system === null ? planned.plan : system.whole);
    const load = {
      arrivals,
      seconds: options.seconds,
      queries: options.queries ?? Infinity,
      sloSeconds: options.sloMs === undefined ? null : options.sloMs / 1e3,
      keepSamples: options.trace !== undefined || options.samples !== undefined,
    };
    const served = await withCores(cores, async () => ({
      code: await serve(planned.plan, load, steering, options, io, bundles),
    }));
    return typeof served === 'string' ? refuse(io, served) : served.code;
  });
}

async function serve(
  plan: PipelinePlan,
  load: LoadSpec,
  steering: Steering | null,
  options: RunVerbOptions,
  io: Io,
  bundles: string,
): Promise<ExitCode> {
  const executor = LocalExecutor.start(join(bundles, 'executor.js'));
  let interrupted = false;
  let runs = false;
  let force: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    // The first ends the run in order, where there is one and it ends soon.
    if (interrupted || !runs) void executor.stop();
    else executor.stopRun().catch(() => executor.stop());
    force ??= setTimeout(() => void executor.stop(), graceMilliseconds);
    interrupted = true;
  };
  const endInterrupts = hearEndSignals(interrupt);
  let metrics: MetricsEndpoint | null = null;
  try {
    if (options.prometheus !== undefined) {
      metrics = await metricsEndpoint(options.prometheus);
      io.err(`figures at ${metrics.url}\n`);
    }
    await executor.load(plan);
    await executor.activate();
    runs = true;
    const onFrame = (frame: RunFrame) => metrics?.update(frame);
    const warn = (message: string) => io.err(`${io.stderr.colors.yellow('warning:')} ${message}\n`);
    const steered =
      steering && (await runSteered(steering, executor, load, bundles, onFrame, warn));
    const report = steered?.report ?? (await executor.run(load, onFrame));
    return (await publish(report, steered, options, io)) || (interrupted ? 130 : 0);
  } catch (error) {
    if (interrupted) {
      io.err(runs ? 'Interrupted by force: the figures are lost.\n' : 'Interrupted before the run began.\n'); // prettier-ignore
      return 130;
    }
    return refuse(io, error instanceof Error ? error.message : String(error));
  } finally {
    endInterrupts();
    clearTimeout(force);
    await metrics?.close();
    await executor.stop();
  }
}

async function publish(
  report: RunReport,
  steered: SteeredOutcome | null,
  options: RunVerbOptions,
  io: Io,
): Promise<ExitCode> {
  const { samples, ...figures } = report;
  if (report.unpinned !== null) io.err(`Threads are not pinned: ${report.unpinned}.\n`);
  if (options.json) {
    const more = steered && { summary: steered.summary, ...steered.moments };
    io.out(jsonText({ kind: 'cnn-run', format: 1, ...figures, ...more }));
  } else {
    io.out(runText(report, io.stdout));
    if (steered !== null) io.out(steeredText(steered, io.stdout));
  }
  if (options.output !== undefined) io.err(`wrote ${options.output}\n`);
  let code: ExitCode = 0;
  if (options.trace !== undefined) {
    code = await saveFile(io, options.trace, JSON.stringify(chromeTrace(report)), '.json');
  }
  if (options.samples !== undefined) {
    const stages = report.stages.flatMap(({ place }) =>
      ['received', 'begun', 'ended'].map((moment) => `${place} ${moment}`),
    );
    const rows = samples.map(({ query, arrivedSeconds, finishedSeconds, stageSeconds }) => [
      query,
      arrivedSeconds,
      finishedSeconds,
      ...stageSeconds,
    ]);
    const text = csvLines([['query', 'arrived', 'finished', ...stages], ...rows]);
    code ||= await saveFile(io, options.samples, text, '.csv');
  }
  return code;
}

function refuse(io: Io, message: string): ExitCode {
  io.err(`${io.stderr.colors.red('error:')} ${message}\n`);
  return 1;
}
