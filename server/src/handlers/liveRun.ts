import type { LiveLoad, LiveModel, LiveState, LiveUpdate } from '../../protocol/liveModel';
import type { InjectParams } from '../../protocol/liveRequests';
import type { RunFrame } from '../../protocol/liveRun';
import type { TuningResult } from '../../protocol/tuningResult';
import type { LocalExecutor } from '../../runtime/executor/localExecutor';
import { LiveHistory } from '../../runtime/live/liveHistory';
import { buildLiveModel, loadSpec, totalsWords } from '../../runtime/live/liveModel';
import { LiveMoments } from '../../runtime/live/liveMoments';
import type { SteeredRun } from '../../runtime/rebalance/steeredRun';
import type { PlanRunOutcome } from '../workers/planRun';
import { injectionOf } from './injectionOf';
import { LiveRecord } from './liveRecord';
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
  private readonly moments: LiveMoments;
  private readonly history: LiveHistory;
  private readonly warnings: string[];
  private readonly record: LiveRecord | null;
  private steered: SteeredRun | null = null;
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
    private readonly services: Pick<ServerServices, 'executors' | 'startStress'>,
    private readonly listener: LiveRunListener,
  ) {
    const { system, plan: begins } = plan;
    const whole = typeof system === 'string' ? begins : system.whole;
    const stages = begins.stages.map(({ start, end, place }) => [start, end, place] as const);
    this.moments = new LiveMoments(result.system, whole, stages);
    this.history = new LiveHistory(load, this.moments);
    this.warnings = [...plan.warnings];
    this.record = typeof system === 'string' ? null : new LiveRecord(system, load);
    this.outcome = this.run();
  }

  /** What the panel shows of it. */
  get model(): LiveModel {
    const { result, load, state, failure, unpinned, history, moments, warnings } = this;
    return buildLiveModel({ result, load, state, failure, unpinned, warnings, history, moments });
  }

  /** Slows a place from now on. @returns the number that ends it, or why it is not slowed. */
  async inject({ place, work }: Pick<InjectParams, 'place' | 'work'>): Promise<number | string> {
    const { system } = this.plan;
    if (typeof system === 'string') return system;
    if (this.steered === null || this.state !== 'running') return 'The pipeline does not run.';
    const injection = injectionOf(system.whole, place, work);
    return typeof injection === 'string' ? injection : this.steered.inject(injection);
  }

  /** Ends interference that was injected. */
  async calm(episode: number): Promise<void> {
    await this.steered?.calm(episode);
  }

  /** Writes the run, which has ended, as a replay. @returns why it is not, in words; null where it is. */
  async save(path: string): Promise<string | null> {
    if (this.record === null) return String(this.plan.system);
    if (['starting', 'running', 'stopping'].includes(this.state)) return 'The run has not ended.';
    return this.record.save(path);
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
      if (!this.stopped) await this.serve();
      return this.end(this.stopped ? 'stopped' : 'done');
    } catch (error) {
      // What ends by force fails, as it should.
      if (this.stopped) return this.end('stopped');
      this.failure = error instanceof Error ? error.message : String(error);
      return this.end('failed');
    } finally {
      clearTimeout(this.force);
      if (this.executor !== null) await this.services.executors.end(this.executor);
    }
  }

  private async serve(): Promise<void> {
    const { system } = this.plan;
    if (typeof system === 'string' && this.load.policy !== 'static') throw new Error(system);
    this.executor = this.services.executors.start();
    this.listener.changed();
    const { unpinned } = await this.executor.load(this.plan.plan);
    this.unpinned = unpinned;
    await this.executor.activate();
    if (this.stopped) return;
    const onFrame = (frame: RunFrame) => this.take(frame);
    if (this.record === null) {
      this.change('running');
      await this.executor.run(loadSpec(this.load), onFrame);
      return;
    }
    this.steered = this.record.steer(this.executor, {
      startStress: this.services.startStress,
      sink: this.moments,
      warn: (message) => {
        this.warnings.push(message);
        this.listener.changed();
      },
    });
    this.change('running');
    try {
      await this.steered.run(onFrame);
    } finally {
      this.record.end();
    }
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
