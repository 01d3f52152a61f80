import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadSpec, RunReport } from '../../protocol/liveRun';
import type { TensorSpec } from '../graph/tensorSpec';
import type { PipelinePlan } from '../plan';
import type { CommandMessage, CommandName, ExecutorCommands, ExecutorMessage, TrialReport } from './commands'; // prettier-ignore
import { Conveyor } from './conveyor';
import { LiveRun } from './liveRun';
import type { MeasuredLayers, MeasureTask } from './messages';
import { StageThreads, type FinishedQuery } from './stageThreads';
import { startThread } from './startThread';
import { Trial } from './trial';
import { Watchdog } from './watchdog';

type Handlers = {
  [Name in CommandName]: (
    parameters: ExecutorCommands[Name]['parameters'],
  ) => Promise<ExecutorCommands[Name]['answer']>;
};

const workerFile = join(__dirname, 'stageWorker.js');

/** The process that runs pipelines: one at a time serves, one more may be loaded. */
class Executor {
  private conveyor: Conveyor | null = null;
  private loaded: StageThreads | null = null;
  private use: Trial | LiveRun | null = null;
  private readonly specs = new Map<string, Promise<readonly TensorSpec[]>>();
  private readonly watchdog = new Watchdog(
    () => (this.conveyor?.isEmpty === false ? this.conveyor.plan : null),
    fail,
  );

  readonly handlers: Handlers = {
    load: (plan) => this.load(plan),
    activate: () => this.activate(),
    observe: ({ queries }) => this.observe(queries),
    measure,
    run: (load) => this.run(load),
    stopRun: async () => {
      if (this.use instanceof LiveRun) this.use.stop();
      return null;
    },
    end: async () => {
      end();
      return null;
    },
  };

  private async load(plan: PipelinePlan): Promise<{ unpinned: string | null }> {
    await this.loaded?.close();
    this.loaded = null;
    const specs = await this.specsOf(plan);
    this.loaded = await StageThreads.start(workerFile, plan, specs, {
      finished: (query) => this.conveyor?.finished(query),
      failed: (message) => fail(message),
    });
    return { unpinned: this.loaded.unpinned };
  }

  private async activate(): Promise<ExecutorCommands['activate']['answer']> {
    if (this.conveyor?.isSwitching === true) throw new Error('Another switch is under way.');
    const next = this.loaded;
    if (next === null) throw new Error('No pipeline is loaded.');
    this.loaded = null;
    if (this.conveyor === null) {
      this.conveyor = new Conveyor(next, (query: FinishedQuery) => {
        this.watchdog.calm();
        this.use?.finished(query);
      });
      return null;
    }
    const report = await this.conveyor.exchange(next);
    if (this.use instanceof LiveRun) this.use.addSwitch(report);
    return report;
  }

  private observe(queries: number): Promise<TrialReport> {
    const conveyor = this.idleConveyor();
    return new Promise((resolve) => {
      this.use = new Trial(conveyor, queries, (report) => {
        this.endUse();
        resolve(report);
      });
    });
  }

  private run(load: LoadSpec): Promise<RunReport> {
    const conveyor = this.idleConveyor();
    return new Promise((resolve) => {
      this.use = new LiveRun(conveyor, load, {
        frame: (frame) => tell({ kind: 'frame', frame }),
        query: (query) => tell({ kind: 'query', query }),
        end: (report) => {
          this.endUse();
          resolve(report);
        },
      });
    });
  }

  private endUse(): void {
    this.use = null;
    this.conveyor?.settle();
  }

  private idleConveyor(): Conveyor {
    if (this.conveyor === null) throw new Error('No pipeline is active.');
    if (this.use !== null) throw new Error('Another run is under way.');
    return this.conveyor;
  }

  /** One run of the whole model tells what crosses its cuts: once a model. */
  private specsOf({ modelPath: path, shape }: PipelinePlan): Promise<readonly TensorSpec[]> {
    const key = JSON.stringify([path, shape]);
    const known = this.specs.get(key);
    if (known) return known;
    const found = probe(path, shape);
    this.specs.set(key, found);
    found.catch(() => this.specs.delete(key));
    return found;
  }
}

async function probe(path: string, shape: PipelinePlan['shape']): Promise<readonly TensorSpec[]> {
  const task = { kind: 'probe', model: { path, shape } } as const;
  const { worker, report } = await startThread(workerFile, task, 'probed');
  await worker.terminate();
  return report.specs;
}

async function measure(task: MeasureTask): Promise<MeasuredLayers> {
  const { worker, report } = await startThread(workerFile, { kind: 'measure', task }, 'measured');
  await worker.terminate();
  return report.measured;
}

function tell(message: ExecutorMessage): void {
  process.send?.(message);
}

function fail(message: string): void {
  process.send?.({ kind: 'failed', message } satisfies ExecutorMessage, end);
}

/** Removes the temporary folders of a host that is gone. */
function removeFolders(): void {
  for (const folder of process.argv.slice(2)) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // The host removed it while it went.
    }
  }
}

/** At once: an exit in order would end threads inside native code, which then aborts. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

async function answer<Name extends CommandName>(
  { handlers }: Executor,
  { id, name, parameters }: CommandMessage<Name>,
): Promise<void> {
  try {
    tell({ kind: 'answer', id, value: await handlers[name](parameters) });
  } catch (error) {
    tell({ kind: 'refused', id, message: error instanceof Error ? error.message : String(error) });
  }
}

const executor = new Executor();
process.on('message', (message: CommandMessage) => void answer(executor, message));
// Whoever started this process is gone: so are its runs, and the folders that were for them.
process.on('disconnect', () => {
  removeFolders();
  end();
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => fail(`The executor process was ended by ${signal}.`));
}
// Ctrl-C reaches every process of a terminal: what it ends is for the host to say.
process.on('SIGINT', () => undefined);
process.on('uncaughtException', (error) => fail(error.message));
process.on('unhandledRejection', (reason) => fail(String(reason)));
