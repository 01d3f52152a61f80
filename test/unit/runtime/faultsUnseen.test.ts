import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { withCores } from '../../../server/runtime/withCores';
import { failureWords } from '../../../server/runtime/executor/failureWords';
import { StageThreads } from '../../../server/runtime/executor/stageThreads';
import { Watchdog } from '../../../server/runtime/executor/watchdog';
import { localPlan, planWhole, stagesOf } from '../../../server/runtime/localPlan';
import type { PipelinePlan } from '../../../server/runtime/plan';
import { readPlatform } from '../../../server/engine/platform/readPlatform';

const stage = { place: 'ep0', cores: [0], speed: 1, start: 0, end: 1 };
const plan: PipelinePlan = { modelPath: 'net.onnx', shape: null, stages: [stage] };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('a stage’s thread', () => {
  /** Starts a pipeline of one thread, which runs a program. */
  async function startThread(program: string) {
    const folder = mkdtempSync(join(tmpdir(), 'cnn-tuner-thread-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'worker.js');
    const ready = "{ kind: 'ready', unpinned: null }";
    writeFileSync(
      file,
      `const { parentPort, workerData: { before } } = require('node:worker_threads');
       before.once('message', () => { ${program} });
       parentPort.postMessage(${ready});`,
    );
    const failed = vi.fn<(message: string) => void>();
    const threads = await StageThreads.start(file, plan, [], { finished: () => undefined, failed });
    onTestFinished(() => threads.close());
    return { threads, failed };
  }

  it.each([
    ['throws', "throw new Error('boom');", 'Stage 1 on ep0 ended: boom.'],
    ['ends without a word', 'process.exit();', 'Stage 1 on ep0 ended: its thread is gone.'],
  ])('that %s is told of', async (_title, program, message) => {
    const { threads, failed } = await startThread(program);
    threads.enter(0);
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    expect(failed.mock.calls[0]).toEqual([message]);
  });

  it('that is closed has not failed', async () => {
    const { threads, failed } = await startThread('');
    threads.enter(0);
    await threads.close();
    expect(failed).not.toHaveBeenCalled();
  });
});

describe('a pipeline that gives no results', () => {
  it.each([
    [1, 60],
    [0.5, 120],
  ])('is noticed; at speed %d after %d s', (speed, patience) => {
    vi.useFakeTimers();
    const bark = vi.fn();
    let busy: PipelinePlan | null = null;
    const watchdog = new Watchdog(() => busy, bark);
    vi.advanceTimersByTime(1e6);
    busy = { ...plan, stages: [{ ...stage, speed }] };
    vi.advanceTimersByTime((patience - 1) * 1e3);
    watchdog.calm();
    vi.advanceTimersByTime((patience - 1) * 1e3);
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1e6);
    expect(bark.mock.calls).toEqual([[expect.stringContaining(`for ${patience} s`)]]);
  });
});

describe('what failed', () => {
  it.each([
    ['std::bad_alloc', /memory does not suffice \(std::bad_alloc\)/],
    ['Array buffer allocation failed', /memory does not suffice/],
    ['Failed to allocate memory for requested buffer of size 9', /memory does not suffice/],
    ['Status Message: /onnxruntime_src/a/b.h:91 A::B(const C&, bool) x == y was false. The reason.\n', /^Status Message: The reason\.$/],
    ['This is an invalid model.', /^This is an invalid model\.$/],
  ])('is told in words: %j', (message, words) => {
    expect(failureWords(new Error(message))).toMatch(words);
  }); // prettier-ignore
});

describe.runIf(process.platform === 'linux')('a core', () => {
  const number = 7_000_000 + process.pid;
  const work = async () => Promise.resolve({ done: true });

  it('is for one run at a time, and free after it', async () => {
    vi.stubEnv('CNN_TUNER_SHARE_CORES', '');
    const inside = await withCores([number, number], () => withCores([number - 1, number], work).then((inner) => ({ inner }))); // prettier-ignore
    expect(inside).toEqual({
      inner: expect.stringContaining(`Core ${number} is in use`) as string,
    });
    await expect(withCores([number], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withCores([number, number - 1], work)).toEqual({ done: true });
  });

  it('of a process that is killed is free', async () => {
    vi.stubEnv('CNN_TUNER_SHARE_CORES', '');
    const program = `require('node:net').createServer().listen({ path: '\\0cnn-tuner-core-${number}' }, () => console.log('here'))`;
    const other = spawn(process.execPath, ['-e', program]);
    await once(other.stdout, 'data');
    expect(await withCores([number], work)).toContain('in use');
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await withCores([number], work)).toEqual({ done: true });
  });

  it('is shared where that is wanted', async () => {
    vi.stubEnv('CNN_TUNER_SHARE_CORES', '1');
    const server = createServer().listen({ path: `\0cnn-tuner-core-${number}` });
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(await withCores([number], work)).toEqual({ done: true });
  });
});

describe('a plan', () => {
  const read = readPlatform({
    platform: 'p',
    memories: { ram: { bandwidth_gb_s: 10 } },
    execution_places: ['x', 'y', 'z'].map((name, i) => ({
      name,
      cores: [i % 2],
      clock_ghz: 2,
      flops_per_cycle: 16,
      memory: 'ram',
    })),
  });
  if (!read.ok) throw new Error('the platform cannot be read');
  const platform = read.value;
  const model = { path: 'net.onnx', shape: null };

  it('with more places than cores is warned of, and runs', () => {
    const planned = planWhole(model, platform, 3, 2);
    expect(planned).toMatchObject({ ok: true, warnings: ['Core 0 runs more than one stage: they take turns.'] }); // prettier-ignore
  });

  it('names only cores that are there', () => {
    const planned = localPlan(model, platform, [{ place: 'y', start: 0, end: 3 }], 1);
    expect(planned).toMatchObject({ ok: false, message: expect.stringContaining('names core 1') as string }); // prettier-ignore
  });

  it('has no stages with replicas', () => {
    const stages = [{ place: 'x', replicas: ['y'], layers: ['a'], seconds: 1, transferSeconds: 0 }];
    const best = { stages, periodSeconds: 1, latencySeconds: 1, throughput: 1 };
    expect(stagesOf({ best }, ['a'])).toContain('replicas');
  });
});
