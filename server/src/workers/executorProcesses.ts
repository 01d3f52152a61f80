import { LocalExecutor } from '../../runtime/executor/localExecutor';

/** The processes that run pipelines: none before the first run, none after the server has ended. */
export class ExecutorProcesses {
  private readonly open = new Set<LocalExecutor>();

  /** @param executorFile the bundled executorMain, with stageWorker.js beside it. */
  constructor(private readonly executorFile: string) {}

  /** Starts a process, which {@link end} must end. */
  start(): LocalExecutor {
    const executor = LocalExecutor.start(this.executorFile);
    this.open.add(executor);
    return executor;
  }

  /** Ends a process, by force where it does not listen. */
  async end(executor: LocalExecutor): Promise<void> {
    await executor.stop();
    this.open.delete(executor);
  }

  /** Ends every process. */
  async close(): Promise<void> {
    await Promise.all([...this.open].map((executor) => this.end(executor)));
  }
}
