import type { LiveLoad, LiveModel, LiveState, LiveUpdate } from '../../protocol/liveModel';
import type { RunFrame } from '../../protocol/liveRun';
import type { TuningResult } from '../../protocol/tuningResult';
import { withCores } from '../../runtime/coreClaims';
import type { LocalExecutor } from '../../runtime/executor/localExecutor';
import { LiveHistory } from '../../runtime/live/liveHistory';
import { buildLiveModel, loadSpec, totalsWords } from '../../runtime/live/liveModel';
import { coresOf } from '../../runtime/localPlan';
import type { PlanRunOutcome } from '../workers/planRun';
import type { ServerServices } from './serverContext';

/** How long a run may take to empty its pipeline after Stop. */
const graceMilliseconds = 3000;

/** A plan that can be run. */
type Plan = Extract<PlanRunOutcome, { status: 'planned' }>;

/** What is told of a run. */
export interface LiveRunListener {
  /** It stands elsewhere: ask for its model. */
  changed(): void;
  updated(update: LiveUpdate): void;
}

/** How a run ended. */
export interface LiveOutcome {
  readonly state: Extract<LiveState, 'done' | 'stopped' | 'failed'>;
  /** One line for people: what was reached, or why it failed. */
  readonly words: string;
}

/** One run of a pipeline in a process of its own, with all that it has shown. */
export class LiveRun {
  readonly outcome: Promise<LiveOutcome>;
  private readonly history: LiveHistory;
  private executor: LocalExecutor | null = null;
  private state: LiveState = 'starting';
  private failure: string | null = null;
  private unpinned: string | null = null;
  private stopped = false;
  private force: NodeJS.Timeout | undefined;

  constructor(
    private readonly result: TuningResult,
    private readonly plan: Plan,
    private readonly load: LiveLoad,
    private readonly executors: ServerServices['executors'],
    private readonly listener: LiveRunListener,
  ) {
    const places = plan.plan.stages.map(({ place }) => place);
    this.history = new LiveHistory(load, places);
    this.outcome = this.run();
  }

  /** What the panel shows of it. */
  get model(): LiveModel {
    const { result, plan, load, state, failure, unpinned, history } = this;
    const { stages } = plan.plan;
    const { warnings } = plan;
    return buildLiveModel({ result, stages, load, state, failure, unpinned, warnings, history });
  }

  /** How far it is: seconds, and in words. */
  progress(): { done: number; words: string } {
    const { totals } = this.history;
    if (totals === null) return { done: 0, words: '' };
    return { done: totals.elapsedSeconds, words: totalsWords(totals) };
  }

  /** Ends the run with what it has measured: in order where the pipeline can be emptied soon, else by force. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    if (this.state !== 'running') return this.kill();
    this.change('stopping');
    this.force = setTimeout(() => this.kill(), graceMilliseconds);
    this.executor?.stopRun().catch(() => this.kill());
  }

  private async run(): Promise<LiveOutcome> {
    // Whoever made this run must know of it before it tells anything.
    await Promise.resolve();
    try {
      if (!this.stopped) await this.serveAlone();
      return this.end(this.stopped ? 'stopped' : 'done');
    } catch (error) {
      // What ends by force fails, as it should.
      if (this.stopped) return this.end('stopped');
      this.failure = error instanceof Error ? error.message : String(error);
      return this.end('failed');
    } finally {
      clearTimeout(this.force);
      if (this.executor !== null) await this.executors.end(this.executor);
    }
  }

  private async serveAlone(): Promise<void> {
    const served = await withCores(coresOf(this.plan.plan), async () => {
      await this.serve();
      return {};
    });
    if (typeof served === 'string') throw new Error(served);
  }

  private async serve(): Promise<void> {
    this.executor = this.executors.start();
    this.listener.changed();
    const { unpinned } = await this.executor.load(this.plan.plan);
    this.unpinned = unpinned;
    await this.executor.activate();
    if (this.stopped) return;
    this.change('running');
    const report = await this.executor.run(loadSpec(this.load), (frame) => this.take(frame));
    this.history.setSwitches(report.switches);
  }

  private take(frame: RunFrame): void {
    this.listener.updated(this.history.add(frame));
  }

  private kill(): void {
    void this.executor?.stop();
  }

  private change(state: LiveState): void {
    this.state = state;
    this.listener.changed();
  }

  private end(state: LiveOutcome['state']): LiveOutcome {
    this.change(state);
    const { totals } = this.history;
    const reached = totals === null ? 'nothing was measured' : totalsWords(totals);
    return { state, words: this.failure ?? reached };
  }
}
