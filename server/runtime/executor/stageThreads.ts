import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import type { TensorSpec } from '../graph/tensorSpec';
import type { PipelinePlan } from '../plan';
import { windowOf } from '../plan';
import { failureWords } from './failureWords';
import type { StageMessage, ThreadReport } from './messages';
import { startThread } from './startThread';

/** What a query showed when it left the pipeline. */
export interface FinishedQuery {
  readonly id: number;
  /** Three times a stage: received, begun, ended. */
  readonly times: readonly number[];
  /** Places of the stages that it ran through. */
  readonly places: readonly string[];
}

/** Told of what happens in a pipeline. */
export interface PipelineListener {
  finished(query: FinishedQuery): void;
  /** The pipeline cannot go on. */
  failed(message: string): void;
}

/** A pipeline of threads, one a stage, with the two ends of its chain. */
export class StageThreads {
  private inside = 0;
  private closing = false;
  private readonly places: readonly string[];

  private constructor(
    readonly plan: PipelinePlan,
    private readonly workers: readonly Worker[],
    private readonly entry: MessagePort,
    private readonly exit: MessagePort,
    /** Why threads are not pinned, in words; null where all are. */
    readonly unpinned: string | null,
    private readonly listener: PipelineListener,
  ) {
    this.places = plan.stages.map(({ place }) => place);
    exit.on('message', (message: StageMessage) => {
      if (message.kind === 'query') this.leave(message.id, message.times);
    });
    for (const worker of workers) {
      worker.on('message', (report: ThreadReport) => {
        if (report.kind === 'failed') listener.failed(report.message);
      });
      worker.on('error', (error) => this.fail(worker, failureWords(error)));
      worker.on('exit', () => this.fail(worker, 'its thread is gone'));
    }
  }

  /** Makes the sessions of a plan, all at once, and joins them into a chain. */
  static async start(
    workerFile: string,
    plan: PipelinePlan,
    specs: readonly TensorSpec[],
    listener: PipelineListener,
  ): Promise<StageThreads> {
    const channels = Array.from({ length: plan.stages.length + 1 }, () => new MessageChannel());
    const model = { path: plan.modelPath, shape: plan.shape };
    const starts = plan.stages.map((stagePlan, stage) => {
      const before = portOf(channels, stage, 'port2');
      const after = portOf(channels, stage + 1, 'port1');
      const task = { kind: 'stage', model, plan: stagePlan, stage, stages: plan.stages.length, specs, before, after } as const; // prettier-ignore
      return startThread(workerFile, task, 'ready', [before, after]);
    });
    const started = await Promise.allSettled(starts);
    const ready = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = started.find((one) => one.status === 'rejected');
    if (refused) {
      await Promise.all(ready.map(({ worker }) => worker.terminate()));
      throw refused.reason;
    }
    const unpinned = ready.map(({ report }) => report.unpinned).find((reason) => reason !== null);
    return new StageThreads(
      plan,
      ready.map(({ worker }) => worker),
      portOf(channels, 0, 'port1'),
      portOf(channels, plan.stages.length, 'port2'),
      unpinned ?? null,
      listener,
    );
  }

  /** Whether another query may enter: queues between stages are bounded by this. */
  get hasRoom(): boolean {
    return this.inside < windowOf(this.plan);
  }

  get isEmpty(): boolean {
    return this.inside === 0;
  }

  /** Sends a query in: the first stage makes its input. */
  enter(id: number): void {
    this.inside += 1;
    this.entry.postMessage({ kind: 'query', id, times: [], buffers: [] } satisfies StageMessage);
  }

  /** Ends every thread; what is inside is lost. */
  async close(): Promise<void> {
    this.closing = true;
    this.entry.close();
    this.exit.close();
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private fail(worker: Worker, reason: string): void {
    if (this.closing) return;
    const stage = this.workers.indexOf(worker);
    this.listener.failed(
      `Stage ${stage + 1} on ${this.plan.stages[stage]?.place} ended: ${reason}.`,
    );
  }

  private leave(id: number, times: readonly number[]): void {
    this.inside -= 1;
    this.listener.finished({ id, times, places: this.places });
  }
}

function portOf(
  channels: readonly MessageChannel[],
  index: number,
  side: 'port1' | 'port2',
): MessagePort {
  const channel = channels[index];
  if (!channel) throw new RangeError(`There is no channel ${index}.`);
  return channel[side];
}
