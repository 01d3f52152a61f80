import { fork, type ChildProcess } from 'node:child_process';
import { openTemporaryFolders } from '../../src/adapters/temporaryFolder';
import type { LoadSpec, RunFrame, RunReport, TimedQuery } from '../../protocol/liveRun';
import type { PipelinePlan } from '../plan';
import type { CommandMessage, CommandName, ExecutorCommands, ExecutorMessage, TrialReport } from './commands'; // prettier-ignore
import type { SwitchReport } from './conveyor';
import { failureWords } from './failureWords';
import type { MeasuredLayers, MeasureTask } from './messages';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** How long a process may take to end by itself. */
const graceMilliseconds = 2000;

const mostLastWords = 2000;

/**
 * A process of its own that runs pipelines on this machine's cores. Every promise is rejected with a
 * clear message when the process ends; the process ends with its host.
 */
export class LocalExecutor {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private onFrame: ((frame: RunFrame) => void) | null = null;
  private onQuery: ((query: TimedQuery) => void) | null = null;
  /** Why nothing can be asked any more. */
  private ended: Error | null = null;
  /** The end of what it wrote to standard error. */
  private lastWords = '';

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: ExecutorMessage) => this.take(message));
    child.on('error', (error) => {
      // Nobody listens any more: how the process ended is told by its exit.
      if ('code' in error && ['EPIPE', 'ERR_IPC_CHANNEL_CLOSED'].includes(String(error.code)))
        return;
      this.end(new Error(`The executor cannot run: ${error.message}`));
    });
    // What nobody reads would fill the pipe, and halt the process.
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = `${this.lastWords}${text}`.slice(-mostLastWords);
    });
    child.on('exit', (code, signal) => {
      const end = () => this.end(new Error(endWords(code, signal, this.lastWords)));
      // What it said last may still be on its way.
      if (child.stderr?.closed === false) child.stderr.once('close', end);
      else end();
    });
  }

  /**
   * Starts the process. Where this thread ends before it, it removes the temporary folders of this
   * thread.
   * @param executorFile the bundled executorMain, with stageWorker.js beside it.
   */
  static start(executorFile: string): LocalExecutor {
    return new LocalExecutor(
      fork(executorFile, openTemporaryFolders(), {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced',
        // ONNX Runtime would report to its makers, and leave a log behind for every process.
        env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
        // What a debugger of the host was told does not concern it.
        execArgv: [],
      }),
    );
  }

  /** Number of the process, for those who watch it. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Makes the sessions of a plan, while another pipeline may serve. */
  load(plan: PipelinePlan): Promise<{ unpinned: string | null }> {
    return this.ask('load', plan);
  }

  /** Switches to what was loaded last: no query is lost or repeated, and order is kept. */
  activate(): Promise<SwitchReport | null> {
    return this.ask('activate', null);
  }

  /** Runs queries as fast as they go, and tells what the stages showed. */
  observe(queries: number): Promise<TrialReport> {
    return this.ask('observe', { queries });
  }

  /** Measures the layers of a model on cores, see {@link MeasureTask}. */
  measure(task: MeasureTask): Promise<MeasuredLayers> {
    return this.ask('measure', task);
  }

  /**
   * Runs a load; `onFrame` is told 10 times a second at most, `onQuery` of every query where the load
   * asks for it.
   */
  async run(
    load: LoadSpec,
    onFrame: (frame: RunFrame) => void,
    onQuery: ((query: TimedQuery) => void) | null = null,
  ): Promise<RunReport> {
    this.onFrame = onFrame;
    this.onQuery = onQuery;
    try {
      return await this.ask('run', load);
    } finally {
      this.onFrame = null;
      this.onQuery = null;
    }
  }

  /** Ends the run under way; its promise then gives the report. */
  async stopRun(): Promise<void> {
    await this.ask('stopRun', null);
  }

  /** Ends the process, by force where it does not listen. */
  async stop(): Promise<void> {
    const { child } = this;
    const isGone = child.exitCode !== null || child.signalCode !== null;
    if (isGone || child.pid === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const force = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    if (child.connected) this.ask('end', null).catch(() => undefined);
    await gone;
    clearTimeout(force);
  }

  private ask<Name extends CommandName>(
    name: Name,
    parameters: ExecutorCommands[Name]['parameters'],
  ): Promise<ExecutorCommands[Name]['answer']> {
    if (this.ended !== null) return Promise.reject(this.ended);
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      // What answers a command has its type.
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.child.send({ id, name, parameters } as CommandMessage);
    });
  }

  private take(message: ExecutorMessage): void {
    if (message.kind === 'frame') this.onFrame?.(message.frame);
    else if (message.kind === 'query') this.onQuery?.(message.query);
    else if (message.kind === 'failed') this.end(new Error(message.message));
    else {
      const asked = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.kind === 'answer') asked?.resolve(message.value);
      else asked?.reject(new Error(message.message));
    }
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}

/** How a process ended, with why it may have and the last that it said. */
function endWords(code: number | null, signal: NodeJS.Signals | null, said: string): string {
  if (signal === null) return `The executor process ended with code ${code}${lastLine(said)}.`;
  const hint = signal === 'SIGKILL' ? ' (systems do so where memory runs out)' : '';
  return `The executor process was ended by ${signal}${hint}${lastLine(said)}.`;
}

function lastLine(said: string): string {
  const line =
    said
      .trim()
      .split('\n')
      .findLast((one) => /error|what\(\)/i.test(one)) ?? '';
  return line === '' ? '' : `: ${failureWords(line.trim().replace(/\.$/, ''))}`;
}
