import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import type {
  BatchOutcome,
  ComparisonBatch,
  ReadProblemOutcome,
  ReadProblemTask,
} from './comparisonTask';
import type { ImportOutcome, ImportTask } from './importModel';
import type { PlanRunOutcome, PlanRunTask } from './planRun';
import type { ProfileTask, ProfileTaskOutcome } from './profileLocal';
import type { ReplayOrder, ReplayTask, ReplayTaskOutcome } from './replayTask';
import { RunSignals } from './runSignals';
import type { TuneOutcome, TuneTask } from './tuneTask';

/** A run under way. */
export interface PoolRun<Outcome> {
  readonly signals: RunSignals;
  /** Never rejects: a worker that dies gives a failed outcome. */
  readonly outcome: Promise<Outcome>;
}

/** A tuning under way. */
export type TuneRun = PoolRun<TuneOutcome>;

/** Limits of the pool; all optional. */
export interface TunePoolOptions {
  /** Default: as many as there are cores. A tuning takes one, a comparison all. */
  readonly maxThreads?: number;
  /** How long an idle thread is kept. Default 30 000. */
  readonly idleMilliseconds?: number;
  /** Most memory of a thread. Default 1024. */
  readonly maxMegabytes?: number;
}

/** Worker threads that tune, compare and import. None exists before the first run, and none long after the last. */
export class TunePool {
  private pool: Piscina | null = null;
  /** Why no thread could start; null where threads do. */
  private startFailure: Error | null = null;

  readonly maxThreads: number;

  /** @param workerFile the bundled tuneWorker. */
  constructor(
    private readonly workerFile: string,
    private readonly options: TunePoolOptions = {},
  ) {
    this.maxThreads = options.maxThreads ?? availableParallelism();
  }

  /** Starts a run, or queues it where every thread is busy. */
  start(task: Omit<TuneTask, 'signals'>): TuneRun {
    const signals = new RunSignals();
    return {
      signals,
      outcome: this.run<TuneOutcome>({ ...task, signals: signals.buffer } satisfies TuneTask),
    };
  }

  /** Starts measuring layers, or queues it where every thread is busy. */
  startProfile(task: Omit<ProfileTask, 'signals'>): PoolRun<ProfileTaskOutcome> {
    const signals = new RunSignals();
    const whole: ProfileTask = { ...task, signals: signals.buffer };
    return { signals, outcome: this.run<ProfileTaskOutcome>(whole, 'profileLocal') };
  }

  /** Starts a replay, or queues it where every thread is busy. */
  startReplay(order: ReplayOrder): PoolRun<ReplayTaskOutcome> {
    const signals = new RunSignals();
    const outcome = this.replay(order, signals.buffer);
    return { signals, outcome };
  }

  /** Imports a model. Never rejects: a worker that dies gives a failed outcome. */
  importModel(task: ImportTask): Promise<ImportOutcome> {
    return this.run<ImportOutcome>(task, 'importModel');
  }

  /** Reads a problem. Never rejects: a worker that dies gives a failed outcome. */
  readProblem(task: ReadProblemTask): Promise<ReadProblemOutcome> {
    return this.run<ReadProblemOutcome>(task, 'readProblem');
  }

  /** Plans a run on this machine. Never rejects: a worker that dies gives a failed outcome. */
  planRun(task: PlanRunTask): Promise<PlanRunOutcome> {
    return this.run<PlanRunOutcome>(task, 'planRun');
  }

  /** Makes a share of a comparison's runs. Never rejects: a worker that dies gives a failed outcome. */
  runBatch(batch: ComparisonBatch): Promise<BatchOutcome> {
    return this.run<BatchOutcome>(batch, 'comparisonBatch');
  }

  /** Ends every thread. */
  async close(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private async replay(order: ReplayOrder, signals: SharedArrayBuffer): Promise<ReplayTaskOutcome> {
    const { saveReplay } = await import('./saveReplay');
    try {
      return await saveReplay(order, (wanted, file) => {
        const task: ReplayTask = { ...wanted, file, signals };
        return this.run<ReplayTaskOutcome>(task, 'replayInterference');
      });
    } catch (error) {
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  private async run<Outcome>(
    task: object,
    name = 'default',
  ): Promise<Outcome | { status: 'failed'; message: string }> {
    try {
      const pool: Piscina<object, Outcome> = await this.open();
      return await pool.run(task, { name });
    } catch (error) {
      const cause = this.startFailure ?? error;
      const reason = cause instanceof Error ? cause.message : String(cause);
      return { status: 'failed', message: `The worker ended unexpectedly: ${reason}` };
    }
  }

  private async open(): Promise<Piscina> {
    if (this.pool !== null) return this.pool;
    const { Piscina } = await import('piscina');
    this.pool ??= this.watched(
      new Piscina({
        filename: this.workerFile,
        minThreads: 0,
        maxThreads: this.maxThreads,
        idleTimeout: this.options.idleMilliseconds ?? 30_000,
        // A run that grows without bound must end alone, not take the server with it.
        resourceLimits: { maxOldGenerationSizeMb: this.options.maxMegabytes ?? 1024 },
      }),
    );
    return this.pool;
  }

  /**
   * Hears the errors of threads that have no task: unheard they would end the server. Where the last
   * thread cannot start, nobody takes the tasks that wait: they end, and the next one gets a new pool.
   */
  private watched(pool: Piscina): Piscina {
    this.startFailure = null;
    return pool.on('error', (error: Error) => {
      if (pool.threads.length > 0 || this.pool !== pool) return;
      this.startFailure = error;
      this.pool = null;
      void pool.destroy();
    });
  }
}
