import type { Piscina } from 'piscina';
import { RunSignals } from './runSignals';
import type { TuneOutcome, TuneTask } from './tuneTask';

/** A run under way. */
export interface TuneRun {
  readonly signals: RunSignals;
  /** Never rejects: a worker that dies gives a failed outcome. */
  readonly outcome: Promise<TuneOutcome>;
}

/** Limits of the pool; all optional. */
export interface TunePoolOptions {
  /** Default 2: a tuning is short, and the editor needs cores too. */
  readonly maxThreads?: number;
  /** How long an idle thread is kept. Default 30 000. */
  readonly idleMilliseconds?: number;
  /** Most memory of a thread. Default 1024. */
  readonly maxMegabytes?: number;
}

/** Worker threads that tune. None exists before the first run, and none long after the last. */
export class TunePool {
  private pool: Piscina<TuneTask, TuneOutcome> | null = null;

  /** @param workerFile the bundled tuneWorker. */
  constructor(
    private readonly workerFile: string,
    private readonly options: TunePoolOptions = {},
  ) {}

  /** Starts a run, or queues it where every thread is busy. */
  start(task: Omit<TuneTask, 'signals'>): TuneRun {
    const signals = new RunSignals();
    return { signals, outcome: this.run({ ...task, signals: signals.buffer }) };
  }

  /** Ends every thread. */
  async close(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }

  private async run(task: TuneTask): Promise<TuneOutcome> {
    try {
      const pool = await this.open();
      return await pool.run(task);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { status: 'failed', message: `The tuning process ended unexpectedly: ${reason}` };
    }
  }

  private async open(): Promise<Piscina<TuneTask, TuneOutcome>> {
    if (this.pool !== null) return this.pool;
    const { Piscina } = await import('piscina');
    this.pool ??= new Piscina<TuneTask, TuneOutcome>({
      filename: this.workerFile,
      minThreads: 0,
      maxThreads: this.options.maxThreads ?? 2,
      idleTimeout: this.options.idleMilliseconds ?? 30_000,
      // A run that grows without bound must end alone, not take the server with it.
      resourceLimits: { maxOldGenerationSizeMb: this.options.maxMegabytes ?? 1024 },
    });
    return this.pool;
  }
}
