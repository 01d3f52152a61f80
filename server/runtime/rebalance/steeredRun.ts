import type { Policy } from '../../engine/interference/policy';
import type { ReplayMoment, ReplaySink } from '../../engine/interference/replaySink';
import type { Scenario, Slowdown } from '../../engine/interference/scenario';
import { EpisodeCursor } from '../../engine/interference/simulate/episodeCursor';
import type { Configuration } from '../../engine/pipeline/configuration';
import type { LoadSpec, RunFrame, RunReport } from '../../protocol/liveRun';
import { dividedPlan } from '../dividedPlan';
import type { LocalExecutor } from '../executor/localExecutor';
import { nowSeconds } from '../executor/messages';
import { stressFor } from '../stress/stressFor';
import type { StressTask } from '../stress/stressTask';
import type { LiveSystem } from './liveSystem';
import { PlaceStress, type StartStress } from './placeStress';
import { Rebalancer } from './rebalancer';

/** A run with all that acts on it. */
export interface SteeredJob {
  readonly system: Pick<LiveSystem, 'whole' | 'space' | 'start'>;
  readonly policy: Policy;
  readonly load: LoadSpec;
  /** Null where only people disturb it. */
  readonly scenario: Scenario | null;
}

/** What a run is told of beside its queries. */
export interface SteeredHooks {
  readonly startStress: StartStress;
  /** Told of everything in order; not after the run has ended. */
  readonly sink: ReplaySink;
  /** Told what went wrong beside the queries, in a sentence. */
  readonly warn: (message: string) => void;
}

/** The runtime as it is used here. */
export type SteeredExecutor = Pick<LocalExecutor, 'load' | 'activate' | 'run'>;

/** Interference by hand. */
export interface Injection {
  readonly place: number;
  readonly name: string;
  readonly task: StressTask;
  /** Null where nobody knows: a program. */
  readonly slowdown: Slowdown | null;
}

const unknown: Slowdown = { compute: Infinity, memory: Infinity };

/**
 * One run of a pipeline that is active in an executor: a policy rebalances it by what its queries show,
 * and stress slows its places by a scenario and by hand. Stress ends with the run, however that ends.
 */
export class SteeredRun {
  private readonly stress: PlaceStress;
  private readonly cursor: EpisodeCursor | null;
  private readonly rebalancer: Rebalancer;
  /** Query that leaves next. */
  private query = 0;
  /** When the run began, by the clock of {@link nowSeconds}. */
  private began = Infinity;
  private injected = 0;
  private hasEnded = false;

  constructor(
    private readonly job: SteeredJob,
    private readonly executor: SteeredExecutor,
    hooks: SteeredHooks,
  ) {
    const { system, policy, scenario } = job;
    const { sink } = hooks;
    const warn = (message: string) => {
      if (!this.hasEnded) hooks.warn(message);
    };
    this.stress = new PlaceStress(hooks.startStress, () => this.moment(), sink, warn);
    this.cursor = scenario === null ? null : this.cursorOf(scenario, warn);
    this.rebalancer = new Rebalancer(
      system.space,
      system.start,
      policy,
      (configuration) => this.switchTo(configuration),
      sink,
      (error) =>
        warn(`The pipeline stays as it is: ${error instanceof Error ? error.message : String(error)}`), // prettier-ignore
    );
  }

  /** Runs to the end of the load. Rejects as the executor does; no stress is left then either. */
  async run(onFrame: (frame: RunFrame) => void): Promise<RunReport> {
    const isByTime = this.job.scenario?.axis === 'seconds';
    try {
      return await this.executor.run(
        { ...this.job.load, tellQueries: true },
        (frame) => {
          this.began = Math.min(this.began, nowSeconds() - frame.elapsedSeconds);
          if (isByTime) this.cursor?.advance(frame.elapsedSeconds);
          onFrame(frame);
        },
        (query) => {
          this.query = query.query + 1;
          if (!isByTime) this.cursor?.advance(this.query);
          this.rebalancer.served(query);
        },
      );
    } finally {
      this.hasEnded = true;
      this.rebalancer.end();
      await this.stress.endAll();
    }
  }

  /**
   * Slows a place from now on.
   * @returns the number that ends it, see {@link calm}, or why it is not slowed, in words.
   */
  async inject({ place, name, task, slowdown }: Injection): Promise<number | string> {
    this.injected += 1;
    // Those of the scenario count up from 0.
    const index = 1e6 + this.injected;
    const { seconds } = this.moment();
    const episode = { index, place, name, slowdown: slowdown ?? unknown, from: seconds, to: Infinity }; // prettier-ignore
    return (await this.stress.begin(episode, task)) ?? index;
  }

  /** Ends interference that was injected. */
  calm(index: number): Promise<void> {
    return this.stress.end(index);
  }

  private cursorOf(scenario: Scenario, warn: (message: string) => void): EpisodeCursor {
    const { stages } = this.job.system.whole;
    return new EpisodeCursor(scenario, stages.length, (state, episode) => {
      if (state === 'end') return void this.stress.end(episode.index);
      const cores = stages[episode.place]?.cores ?? [];
      void this.stress.begin(episode, stressFor(episode.slowdown, cores)).then((reason) => {
        if (reason !== null) warn(reason);
      });
    });
  }

  private moment(): ReplayMoment {
    const seconds = Number.isFinite(this.began) ? Math.max(0, nowSeconds() - this.began) : 0;
    return { query: this.query, seconds };
  }

  private async switchTo(configuration: Configuration): Promise<{ query: number }> {
    await this.executor.load(dividedPlan(this.job.system.whole, configuration));
    const report = await this.executor.activate();
    if (report === null) throw new Error('There was no pipeline to switch from.');
    return report;
  }
}
