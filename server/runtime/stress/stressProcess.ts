import { fork, type ChildProcess } from 'node:child_process';
import type { StressMessage, StressTask } from './stressTask';

/** How long a process may take to end by itself. */
const graceMilliseconds = 1000;

/** Work beside a pipeline, in a process of its own that ends with its host. */
export class StressProcess {
  /** Resolves once the work goes on, with why its threads are not pinned; null where they are. */
  readonly working: Promise<string | null>;
  private readonly child: ChildProcess;
  private isStopped = false;

  /**
   * Starts work.
   * @param stressFile the bundled stressMain.
   * @param onFailed told, once, where it cannot begin or ends before it is stopped.
   */
  constructor(stressFile: string, task: StressTask, onFailed: (message: string) => void) {
    this.child = fork(stressFile, [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    this.working = new Promise((resolve, reject) => {
      const failed = (message: string) => {
        if (!this.isStopped) onFailed(message);
        this.isStopped = true;
        reject(new Error(message));
      };
      this.child.on('message', (message: StressMessage) =>
        message.kind === 'working' ? resolve(message.unpinned) : failed(message.message),
      );
      this.child.on('error', (error) => failed(`No stress can run: ${error.message}`));
      this.child.on('exit', (code, signal) =>
        failed(`The stress ended ${signal === null ? `with code ${code}` : `by ${signal}`}.`),
      );
    });
    // Who waits for it hears of it; who does not, by onFailed.
    this.working.catch(() => undefined);
    this.child.send(task, () => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Ends the work; resolves once its process is gone. */
  async stop(): Promise<void> {
    const { child } = this;
    this.isStopped = true;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const force = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    if (child.connected) child.disconnect();
    await gone;
    clearTimeout(force);
  }
}
