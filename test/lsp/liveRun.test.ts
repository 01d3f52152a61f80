import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CancellationTokenSource,
  ExecuteCommandRequest,
  WorkDoneProgress,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { LiveLoad, LiveModel } from '../../server/protocol/liveModel';
import {
  calmRequest,
  injectRequest,
  liveChangedNotification,
  liveModelRequest,
  liveUpdateNotification,
  runPipelineCommand,
  saveRunRequest,
  stopRunRequest,
  type InjectedWork,
  type InjectReply,
  type LiveModelReply,
  type LiveRunParams,
  type LiveUpdateParams,
  type RunPipelineReply,
  type SaveRunReply,
} from '../../server/protocol/liveRequests';
import type { ReplayLine } from '../../server/protocol/replayRecord';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { nodeServices } from '../../server/src/nodeServices';
import { OnnxBuilder } from '../fixtures/onnx/onnxBuilder';
import { buildBundles } from './buildBundles';
import { network, platform } from './fixtures';
import { endlessLoad, shortLoad, tuneSmall, writeInputs } from './localPipeline';
import { TestServer } from './testServer';

let bundles: string;
beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => rm(bundles, { recursive: true }));

let folder: string;
let server: TestServer;
let tuningUri: string;
let updates: LiveUpdateParams[];
let onUpdate: () => void;
let onChange: (model: LiveModel | null) => void;

const ask = (uri = tuningUri): Promise<LiveModelReply> =>
  server.client.sendRequest(liveModelRequest, { tuningUri: uri });
const stop = () => server.client.sendRequest(stopRunRequest, { tuningUri });

function run(
  load: LiveLoad = shortLoad,
  token?: CancellationTokenSource['token'],
  more: object = {},
) {
  const params = { command: runPipelineCommand, arguments: [{ tuningUri, load }], ...more };
  return server.client.sendRequest(
    ExecuteCommandRequest.type,
    params,
    token,
  ) as Promise<RunPipelineReply>;
}

function listen(client: ProtocolConnection): void {
  client.onNotification(liveUpdateNotification, (params: LiveUpdateParams) => {
    updates.push(params);
    onUpdate();
  });
  client.onNotification(liveChangedNotification, (params: LiveRunParams) => {
    void client
      .sendRequest<LiveModelReply>(liveModelRequest, params)
      .then((model) => onChange(model));
  });
}

const start = (trusted = true) =>
  TestServer.start(
    nodeServices(bundles),
    { initializationOptions: { settings: { trusted } } },
    listen,
  );

beforeEach(async () => {
  updates = [];
  onUpdate = () => undefined;
  onChange = () => undefined;
  folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
  await writeInputs(folder);
  server = await start();
  tuningUri = await tuneSmall(server.client, folder);
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

describe('a run of a pipeline', () => {
  it('streams what it measures, and keeps it for panels that come later', async () => {
    const states: (string | undefined)[] = [];
    onChange = (model) => states.push(model?.state);
    const reply = await run();
    expect(reply).toEqual({
      status: 'done',
      summary: expect.stringMatching(/^\S+ \/s · p99 \S+ [mµ]?s · \d+ quer(?:y|ies) in /),
    });
    expect(states[0]).toBe('starting');
    const model = await ask();
    expect(model).toMatchObject({
      title: 'fixture on this-machine',
      state: 'done',
      load: shortLoad,
      totals: { violations: 0 },
    });
    expect(model?.stages.map(({ cores }) => cores)).toContain('core 0');
    expect(model?.minute).toEqual(updates.map(({ update }) => update.point));
    expect(model?.totals?.completed).toBe(
      updates.reduce((sum, { update }) => sum + update.point.completed, 0),
    );
    expect(updates.length).toBeLessThanOrEqual(1 + 0.4 / 0.09 + 1);
    expect(await ask('file:///elsewhere.tuning.json')).toBe(null);
  });

  it('says once that a speed is emulated', async () => {
    const text = await readFile(URI.parse(tuningUri).fsPath, 'utf8');
    const result = JSON.parse(text) as TuningResult;
    const [stage] = result.best.stages;
    if (!stage) throw new Error('There is no stage.');
    const layers = result.best.stages.flatMap((each) => each.layers);
    const best = { ...result.best, stages: [{ ...stage, place: 'ep1', layers }] };
    await writeFile(URI.parse(tuningUri).fsPath, JSON.stringify({ ...result, best }));
    expect(await run()).toMatchObject({ status: 'done' });
    const model = await ask();
    expect(model?.stages).toMatchObject([{ place: 'ep1', emulatedSpeed: 0.5 }]);
    expect(model?.notes.filter((note) => /emulated/i.test(note))).toEqual([
      'Emulated speed: ep1 at 50 % of its own.',
    ]);
  });

  it('exports a descriptor first, and removes what it exported', async () => {
    await writeFile(join(folder, 'small.cnn.yaml'), network);
    const temporary = () => readdirSync(folder).filter((name) => name.startsWith('cnn-tuner-'));
    tuningUri = await tuneSmall(server.client, folder, { network: 'small.cnn.yaml' });
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder);
    let inRun: string[] = [];
    onUpdate = () => (inRun = temporary());
    expect(await run()).toMatchObject({ status: 'done' });
    expect(await ask()).toMatchObject({ title: 'Tiny on this-machine' });
    expect(inRun).toHaveLength(1);
    expect(temporary()).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('ends by Stop with what it has measured', async () => {
    onUpdate = () => void stop();
    expect(await run(endlessLoad)).toMatchObject({ status: 'cancelled' });
    expect(await ask()).toMatchObject({ state: 'stopped', totals: { elapsedSeconds: expect.any(Number) } }); // prettier-ignore
  });

  it('ends by Stop before it has begun', async () => {
    let stopped = false;
    onChange = (model) => {
      if (model?.state === 'starting' && !stopped) void stop();
      stopped = true;
    };
    expect(await run(endlessLoad)).toMatchObject({ status: 'cancelled' });
  });

  it('ends by Cancel, and reports to a client that shows progress itself', async () => {
    const source = new CancellationTokenSource();
    const words: string[] = [];
    server.client.onProgress(WorkDoneProgress.type, 'mine', (value) => {
      if (value.kind === 'report') words.push(value.message ?? '');
      if (value.kind === 'report') source.cancel();
    });
    const reply = await run(endlessLoad, source.token, { workDoneToken: 'mine' });
    expect(reply).toMatchObject({ status: 'cancelled' });
    expect(words[0]).toMatch(/\/s · p99 /);
  });

  it('refuses a second run meanwhile, and runs again afterwards', async () => {
    const second = new Promise<RunPipelineReply>((resolve) => {
      onUpdate = () => {
        onUpdate = () => undefined;
        resolve(run());
      };
    });
    const first = run(endlessLoad);
    expect(await second).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/in use already: small\.this\.tuning\.json is running/),
    });
    expect(await ask()).toMatchObject({ state: 'running' });
    await stop();
    expect(await first).toMatchObject({ status: 'cancelled' });
    expect(await run()).toMatchObject({ status: 'done' });
  });
});

describe('a run that is disturbed', () => {
  const inject = (work: InjectedWork, place = 'ep0') =>
    server.client.sendRequest<InjectReply>(injectRequest, { tuningUri, place, work });
  const save = (name: string) => {
    const replayUri = URI.file(join(folder, name)).toString();
    return server.client.sendRequest<SaveRunReply>(saveRunRequest, { tuningUri, replayUri });
  };

  it('is slowed by hand, shows it, and is saved as a replay', async () => {
    const begun = new Promise<void>((resolve) => (onUpdate = resolve));
    const done = run({ ...endlessLoad, policy: 'odin' });
    await begun;
    expect(await inject({ kind: 'compute', sixths: 6 }, 'nowhere')).toMatchObject({ status: 'failed', message: expect.stringMatching(/no execution place/) }); // prettier-ignore
    expect(await inject({ kind: 'program', file: join(folder, 'no-such'), args: [] })).toMatchObject({ status: 'failed', message: expect.stringMatching(/cannot be started/) }); // prettier-ignore
    const first = await inject({ kind: 'memory', sixths: 3 });
    expect(first).toMatchObject({ status: 'begun' });
    const second = await inject({ kind: 'program', file: 'sleep', args: ['1000'] });
    expect(second).toMatchObject({ status: 'begun' });
    expect(await save('early.replay.jsonl')).toMatchObject({ status: 'failed', message: 'The run has not ended.' }); // prettier-ignore
    if (first.status === 'failed') throw new Error(first.message);
    await server.client.sendRequest(calmRequest, { tuningUri, episode: first.episode });
    const open = await ask();
    expect(open).toMatchObject({ subtitle: expect.stringMatching(/ODIN α 10/), allPlaces: ['ep0', 'ep1'] }); // prettier-ignore
    expect(open?.bands).toMatchObject([
      { place: 'ep0', words: 'mem-3 ×1.09–1.46', toSeconds: expect.any(Number) },
      { place: 'ep0', words: 'sleep', toSeconds: null },
    ]);
    const last = new Promise<void>((resolve) => (onUpdate = resolve));
    await last;
    expect(updates.at(-1)?.update.bands).toHaveLength(2);
    await stop();
    await done;
    expect(await save('run.replay.jsonl')).toEqual({ status: 'saved' });
    const lines = (await readFile(join(folder, 'run.replay.jsonl'), 'utf8')).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as ReplayLine);
    expect(events[0]).toMatchObject({ testbed: 'local', policies: [{ title: 'ODIN α 10' }] });
    expect(events.filter((line) => 'event' in line && line.event === 'interference')).toMatchObject(
      [
        { state: 'begin', name: 'mem-3', memory: 1.46 },
        { state: 'begin', name: 'sleep', compute: null },
        { state: 'end', name: 'mem-3' },
      ],
    );
    expect(events.at(-1)).toMatchObject({ event: 'end', lines: lines.length });
    expect(await save('gone/run.replay.jsonl')).toMatchObject({ status: 'failed' });
  });

  it('claims its cores once', async () => {
    vi.stubEnv('CNN_TUNER_SHARE_CORES', '');
    await expect.poll(() => run(), { timeout: 20_000, interval: 500 }).toMatchObject({ status: 'done' }); // prettier-ignore
    vi.unstubAllEnvs();
  });

  it('is not where nothing runs, or nobody trusts the workspace', async () => {
    const work = { kind: 'compute', sixths: 1 } as const;
    expect(await inject(work)).toEqual({ status: 'failed', message: 'The pipeline does not run.' });
    expect(await save('x.replay.jsonl')).toMatchObject({ status: 'failed' });
    await server.stop();
    server = await start(false);
    expect(await inject(work)).toMatchObject({ status: 'failed', message: expect.stringMatching(/trusted/) }); // prettier-ignore
  });
});

describe('a run that cannot be', () => {
  it('is refused where the workspace is not trusted', async () => {
    await server.stop();
    server = await start(false);
    expect(await run()).toMatchObject({ status: 'failed', message: expect.stringMatching(/trusted/) }); // prettier-ignore
    expect(await ask()).toBe(null);
  });

  it('says how to get a platform of this machine', async () => {
    await writeFile(join(folder, 'other.platform.yaml'), platform);
    tuningUri = await tuneSmall(server.client, folder, { platform: 'other.platform.yaml' });
    expect(await run()).toEqual({
      status: 'failed',
      message: expect.stringMatching(/two-and-two is not this machine.*Describe this machine/),
      needsLocalPlatform: true,
    });
  });

  it.each([
    ['a result that is gone', () => rm(URI.parse(tuningUri).fsPath), /no such file/i],
    ['a model that is gone', () => rm(join(folder, 'small.onnx')), /no such file/i],
    [
      'a model that was changed',
      () => {
        const net = new OnnxBuilder({ input: [1, 3, 16, 16] });
        return writeFile(join(folder, 'small.onnx'), net.build(net.conv(net.input, [3, 8], 3)));
      },
      /another network/,
    ],
    [
      'a result without sources',
      async () => {
        const path = URI.parse(tuningUri).fsPath;
        const { sources, ...rest } = JSON.parse(await readFile(path, 'utf8')) as TuningResult;
        expect(sources).toBeDefined();
        await writeFile(path, JSON.stringify(rest));
      },
      /does not name the network/,
    ],
  ])('says so: %s', async (_title, spoil, message) => {
    await spoil();
    expect(await run()).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(message),
    });
  });
});
