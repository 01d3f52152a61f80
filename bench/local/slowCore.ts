import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Halves a core for programs that cannot be told to wait: another process computes on it all the
 * time, and the system shares the core between them.
 */
export class SlowCore {
  private constructor(private readonly child: ChildProcess) {}

  /** @param core number of the core. */
  static async start(core: number): Promise<SlowCore> {
    // It ends with the bench, however that ends.
    const loop = 'const bench = process.ppid; process.stdout.write("ready"); while (process.ppid === bench);'; // prettier-ignore
    const child = spawn('taskset', ['-c', String(core), process.execPath, '-e', loop], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout) await once(child.stdout, 'data');
    return new SlowCore(child);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
