import { energyOf } from '../../engine/cost/evaluate';
import type { Configuration } from '../../engine/pipeline/configuration';
import { excessBytes } from '../../engine/pipeline/excessBytes';
import type { ObservationBuffer } from '../../engine/pipeline/observation';
import type { Space } from '../../engine/pipeline/space';
import type { TrialReport } from '../executor/commands';
import { dividedPlan } from '../dividedPlan';
import type { PipelinePlan } from '../plan';

/** What of an executor trials need. */
export interface TrialRunner {
  load(plan: PipelinePlan): Promise<{ readonly unpinned: string | null }>;
  activate(): Promise<unknown>;
  observe(queries: number): Promise<TrialReport>;
}

/** How a network runs on places: each with all of its layers, which a trial divides. */
export interface LocalSetup {
  readonly space: Space;
  readonly plan: PipelinePlan;
  /** Queries of a trial; null for as many as take about half a second. */
  readonly queries: number | null;
}

const trialSeconds = 0.5;
/** Enough to see how long a query takes, and to tell a median. */
const fewestQueries = 5;
const mostQueries = 10_000;
/** A trial whose stage times differ more is run once more. */
const mostSpread = 0.05;

/** Runs trials on this machine: the sessions of a configuration are made while the one before is there. */
export class LocalTestbed {
  private unpinnedReason: string | null = null;
  /** Time between two results in the trial before; null before the first. */
  private lastPeriodSeconds: number | null = null;

  constructor(
    private readonly runner: TrialRunner,
    private readonly setup: LocalSetup,
  ) {}

  /** Why threads were not pinned to cores; null where they were. */
  get unpinned(): string | null {
    return this.unpinnedReason;
  }

  /** A trial, see AsyncTestbed. */
  readonly run = async (
    configuration: Configuration,
    observation: ObservationBuffer,
  ): Promise<void> => {
    const { space } = this.setup;
    if (excessBytes(space, configuration) > 0) return refuse(observation);
    const { unpinned } = await this.runner.load(dividedPlan(this.setup.plan, configuration));
    this.unpinnedReason ??= unpinned;
    await this.runner.activate();
    const before = this.setup.queries ?? this.lastPeriodSeconds;
    // Nobody knows yet how many queries take half a second.
    const warmUp = before === null ? await this.runner.observe(fewestQueries) : null;
    if (warmUp !== null) this.lastPeriodSeconds = warmUp.periodSeconds;
    const report = await this.observe();
    this.lastPeriodSeconds = report.periodSeconds;
    fill(observation, report);
    observation.trialSeconds += warmUp?.trialSeconds ?? 0;
    observation.energyJoules = energyOf(space, configuration, observation);
  };

  /** Other work on the machine only ever adds time: of two trials the shorter period tells more. */
  private async observe(): Promise<TrialReport> {
    const first = await this.runner.observe(this.queries());
    if (first.spread <= mostSpread) return first;
    const second = await this.runner.observe(this.queries());
    const trialSeconds = first.trialSeconds + second.trialSeconds;
    return { ...(second.periodSeconds < first.periodSeconds ? second : first), trialSeconds };
  }

  private queries(): number {
    const { queries } = this.setup;
    if (queries !== null) return queries;
    const wanted = Math.round(trialSeconds / Math.max(1e-9, this.lastPeriodSeconds ?? 0));
    return Math.min(mostQueries, Math.max(fewestQueries, wanted));
  }
}

/** One query takes as long as its stages and the ways between them: inside a full pipeline it also waits. */
function fill(observation: ObservationBuffer, report: TrialReport): void {
  const { stageSeconds, transferSeconds } = report;
  observation.stageSeconds.set(stageSeconds);
  observation.transferSeconds.set(transferSeconds);
  observation.periodSeconds = report.periodSeconds;
  observation.latencySeconds = [...stageSeconds, ...transferSeconds].reduce((a, b) => a + b, 0);
  observation.trialSeconds = report.trialSeconds;
}

/** As on a table of times: weights that do not fit cost nothing. */
function refuse(observation: ObservationBuffer): void {
  observation.periodSeconds = Infinity;
  observation.latencySeconds = Infinity;
  observation.energyJoules = Infinity;
  observation.trialSeconds = 0;
}
