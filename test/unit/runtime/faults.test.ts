import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LoadSpec } from '../../../server/protocol/liveRun';
import { LocalExecutor } from '../../../server/runtime/executor/localExecutor';
import { withTemporaryFolder } from '../../../server/src/adapters/temporaryFolder';
import { childrenOf, isRunning } from '../../cli/processes';
import { useExecutorBundle } from '../../fixtures/executorBundle';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';
import { smallModel } from './smallModel';

const executorFile = useExecutorBundle();
const { folder, write, plan } = smallModel();
let shared: LocalExecutor;

beforeAll(() => {
  shared = LocalExecutor.start(executorFile());
});
afterAll(() => shared.stop());

const load: LoadSpec = {
  arrivals: { kind: 'closed', inside: null },
  seconds: 3600,
  queries: Infinity,
  sloSeconds: null,
  keepSamples: true,
};

/** Starts an endless run; `frames` tells how many frames it has shown. */
function endless(executor: LocalExecutor) {
  let frames = 0;
  let wake = (): void => undefined;
  const take = (): void => {
    frames += 1;
    wake();
  };
  const report = executor.run(load, take);
  report.catch(() => undefined);
  const frame = async (): Promise<void> => {
    const seen = frames;
    while (frames === seen) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { report, frame };
}

async function started(): Promise<LocalExecutor> {
  const executor = LocalExecutor.start(executorFile());
  onTestFinished(() => executor.stop());
  return Promise.resolve(executor);
}

describe('a run', () => {
  it('goes on while a load is refused, and over a switch loses and repeats nothing', async () => {
    const executor = await started();
    await executor.load(plan());
    await executor.activate();
    const { report, frame } = endless(executor);
    await frame();
    write('refused.onnx', Uint8Array.of(1, 2, 3));
    await expect(executor.load(plan('refused.onnx'))).rejects.toThrow();
    await executor.load(plan('small.onnx', { cut: 2 }));
    const switched = await executor.activate();
    await frame();
    await executor.stopRun();
    const { samples, switches, completed } = await report;
    expect(switches).toMatchObject([{ query: switched?.query }]);
    expect(samples.map(({ query }) => query)).toEqual(samples.map((_, index) => index));
    expect(samples).toHaveLength(completed);
  });

  it('may be stopped while it switches; no second switch overtakes', async () => {
    const executor = await started();
    await executor.load(plan('small.onnx', { speed: 0.01 }));
    await executor.activate();
    const { report, frame } = endless(executor);
    await frame();
    await executor.load(plan());
    const switching = executor.activate();
    await expect(executor.activate()).rejects.toThrow('Another switch');
    await executor.stopRun();
    expect((await switching)?.pauseSeconds).toBeGreaterThan(0);
    expect((await report).completed).toBeGreaterThan(0);
  });

  it('is one at a time', async () => {
    await shared.load(plan());
    await shared.activate();
    const { report } = endless(shared);
    await expect(shared.run(load, () => undefined)).rejects.toThrow('under way');
    await expect(shared.observe(1)).rejects.toThrow('under way');
    await shared.stopRun();
    await report;
  });
});

describe.runIf(process.platform === 'linux')('an executor that is killed', () => {
  const slow = { speed: 0.01 };
  const loaded = async (executor: LocalExecutor) => {
    await executor.load(plan('small.onnx', slow));
    await executor.activate();
    const run = endless(executor);
    await run.frame();
    return run;
  };
  /** What is asked of an executor when it is killed. */
  const moments: [string, (executor: LocalExecutor) => Promise<{ asked: Promise<unknown> }>][] = [
    ['as it starts', async (executor) => Promise.resolve({ asked: executor.load(plan()) })],
    ['in mid-run', async (executor) => ({ asked: (await loaded(executor)).report })],
    [
      'between load and activate',
      async (executor) => {
        await loaded(executor);
        await executor.load(plan());
        return { asked: executor.activate() };
      },
    ],
    [
      'in the middle of a switch',
      async (executor) => {
        await loaded(executor);
        await executor.load(plan());
        const asked = executor.activate();
        asked.catch(() => undefined);
        // Commands are read in turn: the switch waits for the slow queries inside.
        await expect(executor.activate()).rejects.toThrow('Another switch');
        return { asked };
      },
    ],
    [
      'while it measures',
      async (executor) => {
        const model = { path: join(folder(), 'small.onnx'), shape: null };
        await executor.measure({ model, cores: [0], seconds: 0, folder: folder() });
        return { asked: executor.measure({ model, cores: [0], seconds: 60, folder: folder() }) };
      },
    ],
  ];

  it.each(moments)('%s says so, and leaves nothing behind', async (_title, reach) => {
    const executor = await started();
    const pid = executor.pid ?? 0;
    const { asked } = await reach(executor);
    // What lies in shared memory would outlive it.
    expect(readFileSync(`/proc/${pid}/maps`, 'utf8')).not.toContain('/dev/shm');
    process.kill(pid, 'SIGKILL');
    await expect(asked).rejects.toThrow('ended by SIGKILL');
    await expect(executor.load(plan())).rejects.toThrow('ended by SIGKILL');
    await executor.stop();
    expect(isRunning(pid)).toBe(false);
    expect(childrenOf(process.pid)).not.toContain(pid);
  });
});

describe.runIf(process.platform === 'linux')('an executor', () => {
  it('that is halted ends all the same', async () => {
    const executor = await started();
    await executor.load(plan());
    process.kill(executor.pid ?? 0, 'SIGSTOP');
    const asked = executor.activate();
    const refused = expect(asked).rejects.toThrow('SIGKILL');
    await executor.stop();
    await refused;
    expect(isRunning(executor.pid ?? 0)).toBe(false);
  });

  it('that is told to end says by what', async () => {
    const executor = await started();
    await executor.load(plan());
    await executor.activate();
    const { report, frame } = endless(executor);
    await frame();
    process.kill(executor.pid ?? 0, 'SIGTERM');
    await expect(report).rejects.toThrow('ended by SIGTERM');
  });

  it('without memory says so, and goes on with what needs less', async () => {
    const executor = await started();
    await executor.load(plan());
    const net = new OnnxBuilder({ input: [1, 3, 512, 512] });
    const wide = net.conv(net.input, [3, 4096], 1);
    write('wide.onnx', net.build(net.conv(wide, [4096, 1], 1)));
    const pid = executor.pid ?? 0;
    const used = /^VmSize:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    execFileSync('prlimit', [`--pid=${pid}`, `--as=${1024 * Number(used) + 1.5e9}`]);
    await expect(executor.load(plan('wide.onnx', { end: 2 }))).rejects.toThrow(/memory does not suffice/); // prettier-ignore
    await executor.load(plan());
    await executor.activate();
    expect((await executor.observe(3)).stageSeconds).toHaveLength(2);
  });

  it('leaves the folders of its host, which may start another', async () => {
    await withTemporaryFolder(async (temporary) => {
      for (const executor of [await started(), await started()]) await executor.stop();
      expect(existsSync(temporary)).toBe(true);
    });
  });

  it('that cannot be started says why, and need not be stopped', async () => {
    const missing = LocalExecutor.start(join(folder(), 'nothing.js'));
    await expect(missing.load(plan())).rejects.toThrow(/Cannot find module/);
    await missing.stop();
    const { execPath } = process;
    process.execPath = join(folder(), 'no-node');
    const none = LocalExecutor.start(executorFile());
    process.execPath = execPath;
    await expect(none.load(plan())).rejects.toThrow(/cannot run.*no-node/);
    await none.stop();
  });
});
