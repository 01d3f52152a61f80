import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LoadSpec } from '../../../server/protocol/liveRun';
import { LocalExecutor } from '../../../server/runtime/executor/localExecutor';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { withTemporaryFolder } from '../../../server/src/adapters/temporaryFolder';
import { encodeModel } from '../../../server/src/adapters/onnx/write/encodeModel';
import { childrenOf, isRunning } from '../../cli/processes';
import { useExecutorBundle } from '../../fixtures/executorBundle';
import { OnnxBuilder } from '../../fixtures/onnx/onnxBuilder';

const executorFile = useExecutorBundle();
let folder: string;
let shared: LocalExecutor;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-faults-'));
  const net = new OnnxBuilder({ input: [1, 3, 16, 16] });
  const middle = net.conv(net.conv(net.input, [3, 8], 3), [8, 8], 3);
  write('small.onnx', net.build(net.conv(middle, [8, 4], 1)));
  shared = LocalExecutor.start(executorFile());
});
afterAll(async () => {
  await shared.stop();
  rmSync(folder, { recursive: true });
});

function write(name: string, model: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, model);
  return path;
}

/** Two stages on one core; at a small speed a query takes long, and waits rather than computes. */
function plan(
  model = 'small.onnx',
  { cut = 1, end = 3, speed = 1, cores = [0] } = {},
): PipelinePlan {
  // prettier-ignore
  const stage = { cores, speed };
  return {
    modelPath: join(folder, model),
    shape: null,
    stages: [
      { ...stage, place: 'ep0', start: 0, end: cut },
      { ...stage, place: 'ep1', start: cut, end },
    ],
  };
}

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

describe('what cannot run is refused, and the executor goes on', () => {
  const convolution = { op: 'Conv', inputs: ['x', 'w'], outputs: ['a'] };
  const modelOf = (...nodes: Parameters<typeof encodeModel>[0]['nodes']) =>
    encodeModel({
      nodes,
      initializers: [{ name: 'w', dims: [4, 3, 1, 1] }],
      inputs: [{ name: 'x', dims: [1, 3, 8, 8] }],
      outputs: [{ name: 'y', type: 1 }],
    });
  const reshaped = (batch: number, wanted: number) => {
    const net = new OnnxBuilder({ input: [batch, 3, 8, 8] });
    const flat = net.node('Reshape', [net.conv(net.input, [3, 8], 3), net.ints([batch, wanted])]);
    return net.build(net.node('Gemm', [flat, net.weight([wanted, 10])]));
  };

  afterEach(async () => {
    await shared.load(plan());
    await shared.activate();
    expect((await shared.observe(5)).stageSeconds).toHaveLength(2);
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['an attribute that ONNX Runtime refuses', () => modelOf(convolution, { op: 'Relu', inputs: ['a'], outputs: ['y'], attributes: { nonsense: 1 } }), /nonsense/],
    ['an operator that nobody knows', () => modelOf(convolution, { op: 'Frobnicate', inputs: ['a'], outputs: ['y'] }), /Frobnicate/],
    ['a batch that its nodes insist on', () => reshaped(4, 512), /batches of 4.*batch of 1/],
    ['no model at all', () => Uint8Array.of(1, 2, 3), /./],
  ])('%s', async (_title, model, message) => {
    write('refused.onnx', model());
    const error: unknown = await shared.load(plan('refused.onnx', { end: 2 })).catch((e: unknown) => e); // prettier-ignore
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(message);
    expect(text).not.toContain('onnxruntime_src');
  }); // prettier-ignore

  it('an image of another shape than the model’s nodes want', async () => {
    const net = new OnnxBuilder({ input: [1, 3, 'h', 'w'] });
    const flat = net.node('Reshape', [net.conv(net.input, [3, 8], 3), net.ints([1, 512])]);
    write('shape.onnx', net.build(net.node('Gemm', [flat, net.weight([512, 10])])));
    const given = (side: number) => ({ ...plan('shape.onnx', { end: 2 }), shape: [3, side, side] as const }); // prettier-ignore
    await expect(shared.load(given(16))).rejects.toThrow(/reshape|512/i);
    await shared.load(given(8));
  });

  it('a file that is not there', async () => {
    await expect(shared.load(plan('nothing.onnx'))).rejects.toThrow('nothing.onnx');
  });

  it('cores that are not there: it runs unpinned, and says so', async () => {
    const { unpinned } = await shared.load(plan('small.onnx', { cores: [4000] }));
    expect(unpinned).toContain('4000');
  });

  it('a batch that its nodes do not insist on runs as single images', async () => {
    const net = new OnnxBuilder({ input: [4, 3, 16, 16] });
    write('batch.onnx', net.build(net.conv(net.conv(net.input, [3, 8], 3), [8, 4], 3)));
    await shared.load(plan('batch.onnx', { end: 2 }));
    await shared.activate();
    expect((await shared.observe(5)).periodSeconds).toBeGreaterThan(0);
  });
});

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
        const model = { path: join(folder, 'small.onnx'), shape: null };
        await executor.measure({ model, cores: [0], seconds: 0, folder });
        return { asked: executor.measure({ model, cores: [0], seconds: 60, folder }) };
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
    const missing = LocalExecutor.start(join(folder, 'nothing.js'));
    await expect(missing.load(plan())).rejects.toThrow(/Cannot find module/);
    await missing.stop();
    const { execPath } = process;
    process.execPath = join(folder, 'no-node');
    const none = LocalExecutor.start(executorFile());
    process.execPath = execPath;
    await expect(none.load(plan())).rejects.toThrow(/cannot run.*no-node/);
    await none.stop();
  });
});
