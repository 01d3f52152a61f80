import { build } from 'esbuild';
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutyCycle } from '../../../server/runtime/stress/dutyCycle';
import { multiplyAdds } from '../../../server/runtime/stress/multiplyAdds';
import { StressProcess } from '../../../server/runtime/stress/stressProcess';
import type { StressTask } from '../../../server/runtime/stress/stressTask';

const isLinux = process.platform === 'linux';
let folder = '';
let stressFile = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stress-'));
  stressFile = join(folder, 'stress.js');
  await build({
    entryPoints: {
      stress: 'server/runtime/stress/stressMain.ts',
      host: 'test/fixtures/stressHost.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** CPU time that a process has used, in clock ticks. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a cycle of work and rest', () => {
  it('works for its share of the time', () => {
    let clock = 0;
    let worked = 0;
    const stop = new Error('enough');
    const work = () => {
      clock += 0.5;
      worked += 0.5;
      if (clock > 1000) throw stop;
    };
    const rest = (milliseconds: number) => void (clock += milliseconds);
    expect(() => dutyCycle(work, 0.3, () => clock, rest)).toThrow(stop);
    expect(worked / clock).toBeCloseTo(0.3, 2);
  });

  it('never rests at full strength', () => {
    let calls = 0;
    const stop = new Error('enough');
    const work = () => {
      calls += 1;
      if (calls > 100) throw stop;
    };
    const rest = () => expect.unreachable();
    expect(() => dutyCycle(work, 1, () => calls, rest)).toThrow(stop);
  });
});

it('multiplies and adds in vectors', () => {
  const work = multiplyAdds();
  const begin = process.cpuUsage();
  for (let call = 0; call < 20; call += 1) work();
  const { user } = process.cpuUsage(begin);
  // 2 million rounds of four chains: less than a microsecond for a hundred, more than nothing.
  expect(user).toBeGreaterThan(1000);
  expect(user).toBeLessThan(2_000_000);
});

describe.runIf(isLinux)('a stress process', () => {
  const core = Number(
    /Cpus_allowed_list:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0,
  );
  const own = (kind: 'compute' | 'memory'): StressTask => ({ kind, cores: [core], strength: 1 });

  it.each(['compute', 'memory'] as const)(
    'of kind %s works, pinned, until it is stopped',
    async (kind) => {
      const failures: string[] = [];
      const stress = new StressProcess(stressFile, own(kind), (message) => failures.push(message));
      expect(await stress.working).toBeNull();
      const pid = stress.pid ?? 0;
      const pinned = readdirSync(`/proc/${pid}/task`).filter((thread) =>
        new RegExp(`Cpus_allowed_list:\\s*${core}\\n`).test(
          readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8'),
        ),
      );
      expect(pinned.length).toBeGreaterThanOrEqual(1);
      const begin = ticksOf(pid);
      await until(() => ticksOf(pid) > begin + 5);
      await stress.stop();
      expect(isRunning(pid)).toBe(false);
      expect(failures).toEqual([]);
    },
  );

  it('is missed where it is killed, once', async () => {
    const failures: string[] = [];
    const stress = new StressProcess(stressFile, own('compute'), (message) =>
      failures.push(message),
    );
    await stress.working;
    process.kill(stress.pid ?? 0, 'SIGKILL');
    await until(() => failures.length > 0);
    await stress.stop();
    expect(failures).toEqual(['The stress ended by SIGKILL.']);
  });

  it('says that a program cannot be started', async () => {
    const failures: string[] = [];
    const task: StressTask = { kind: 'program', cores: [core], file: 'no-such-program', args: [] };
    const stress = new StressProcess(stressFile, task, (message) => failures.push(message));
    await expect(stress.working).rejects.toThrow('no-such-program cannot be started');
    expect(failures).toHaveLength(1);
    await stress.stop();
  });

  it('ends a named program with its children', async () => {
    const pidFile = join(folder, 'pids');
    const script = `sleep 1000 & echo $! $$ > ${pidFile}; wait`;
    const task: StressTask = { kind: 'program', cores: [core], file: 'sh', args: ['-c', script] };
    const stress = new StressProcess(stressFile, task, () => undefined);
    expect(await stress.working).toBeNull();
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').trim().includes(' '));
    const pids = readFileSync(pidFile, 'utf8').trim().split(' ').map(Number);
    expect(execFileSync('taskset', ['-pc', String(pids[1])], { encoding: 'utf8' })).toMatch(
      new RegExp(`: ${core}\\n`),
    );
    await stress.stop();
    await until(() => pids.every((pid) => !isRunning(pid)));
  });

  it('ends when its host is killed', async () => {
    const hostFile = join(folder, 'host.js');
    writeFileSync(join(folder, 'task.json'), JSON.stringify(own('compute')));
    const host = fork(hostFile, [stressFile, join(folder, 'task.json')]);
    const pid = await new Promise<number>((resolve) => host.once('message', (message) => resolve(Number(message)))); // prettier-ignore
    expect(isRunning(pid)).toBe(true);
    host.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });
});
