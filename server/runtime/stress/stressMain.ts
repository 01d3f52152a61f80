import { spawn } from 'node:child_process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { pinProcess, pinThread } from '../executor/pinThread';
import { dutyCycle } from './dutyCycle';
import { multiplyAdds } from './multiplyAdds';
import { streaming } from './streaming';
import type { NamedProgram, OwnStress, StressMessage, StressTask } from './stressTask';

/** One thread: works on one core until its process ends. */
function stressCore({ kind, cores, strength }: OwnStress): void {
  const unpinned = pinThread(cores);
  const work = kind === 'compute' ? multiplyAdds() : streaming();
  parentPort?.postMessage(unpinned);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  dutyCycle(work, strength, () => performance.now(), (milliseconds) => void Atomics.wait(pause, 0, 0, milliseconds)); // prettier-ignore
}

async function startOwn(task: OwnStress): Promise<string | null> {
  const reasons = await Promise.all(
    task.cores.map((core) => {
      const worker = new Worker(__filename, { workerData: { ...task, cores: [core] } });
      return new Promise<string | null>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      });
    }),
  );
  return reasons.find((reason) => reason !== null) ?? null;
}

/** The program is in a process group of its own, so that its children end with it. */
function startProgram({ cores, file, args }: NamedProgram): Promise<string | null> {
  const child = spawn(file, args, { stdio: 'ignore', detached: true });
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`${file} cannot be started: ${error.message}`)),
    );
    child.once('exit', (code, signal) => {
      fail(`${file} ended ${signal === null ? `with code ${code}` : `by ${signal}`}.`);
    });
    child.once('spawn', () => {
      const { pid } = child;
      if (pid === undefined) return;
      atEnd.push(() => endGroup(pid));
      resolve(pinProcess(cores, pid));
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const atEnd: (() => void)[] = [];

function end(): void {
  for (const act of atEnd) act();
  process.kill(process.pid, 'SIGKILL');
}

function fail(message: string): void {
  process.send?.({ kind: 'failed', message } satisfies StressMessage, end);
}

async function start(task: StressTask): Promise<void> {
  try {
    const unpinned = await (task.kind === 'program' ? startProgram(task) : startOwn(task));
    process.send?.({ kind: 'working', unpinned } satisfies StressMessage);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

if (isMainThread) {
  process.once('message', (task: StressTask) => void start(task));
  // Whoever started this process is gone: stress never outlives a run, however that ended.
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  // Ctrl-C reaches every process of a terminal: what it ends is for the host to say.
  process.on('SIGINT', () => undefined);
} else {
  stressCore(workerData as OwnStress);
}
