import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  ExecuteCommandRequest,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type ProgressToken,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import {
  stageMapRequest,
  tuneCommand,
  type StageMapReply,
  type TuneOptions,
  type TuneReply,
} from '../../server/protocol/requests';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { writeWhole } from '../../server/src/adapters/writeWhole';
import { TunePool } from '../../server/src/workers/tunePool';
import { buildWorker } from './buildWorker';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';
import { tinyFolder } from './tinyFolder';

/** A run that does not end by itself. */
const endless: TuneOptions = { alpha: 2_000_000_000, trials: 2_000_000_000 };

let workerFile: string;
beforeAll(async () => {
  workerFile = await buildWorker();
});
afterAll(() => rm(dirname(workerFile), { recursive: true }));

let folder: string;
let server: TestServer;
let networkUri: string;
let platformUri: string;
const progressed: string[] = [];
let onProgress: (token: ProgressToken) => void = () => undefined;

function listen(client: ProtocolConnection): void {
  client.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    client.onProgress(WorkDoneProgress.type, token, (value) => {
      progressed.push(value.kind === 'end' ? 'end' : (value.message ?? ''));
      if (value.kind === 'report') onProgress(token);
    });
  });
}

beforeEach(async () => {
  ({ folder, networkUri, platformUri } = await tinyFolder());
  progressed.length = 0;
  onProgress = () => undefined;
  server = await TestServer.start(
    { ...silentServices, pool: new TunePool(workerFile), writeFile: writeWhole },
    { capabilities: { window: { workDoneProgress: true } } },
    listen,
  );
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

function tune(options: TuneOptions = {}, token?: CancellationTokenSource['token']) {
  const params = { command: tuneCommand, arguments: [{ networkUri, platformUri, options }] };
  return server.client.sendRequest(ExecuteCommandRequest.type, params, token) as Promise<TuneReply>;
}
const saved = async () => {
  const text = await readFile(join(folder, 'tiny.two.tuning.json'), 'utf8');
  return JSON.parse(text) as TuningResult;
};

describe('a tuning run', () => {
  it('reads files, saves its result beside the network, and says what it found', async () => {
    const reply = await tune();
    expect(reply).toEqual({
      status: 'done',
      tuningUri: URI.file(join(folder, 'tiny.two.tuning.json')).toString(),
      summary: expect.stringMatching(
        /^Tiny on two-and-two: \S+( \S+)? \/s with \d stages?, \d+ trials?/,
      ),
    });
    const result = await saved();
    expect(result.best.stages.flatMap((stage) => stage.layers)).toHaveLength(5);
    expect(result.sources).toEqual({ network: 'tiny.cnn.yaml', platform: 'two.platform.yaml' });
    expect(progressed.at(-1)).toBe('end');
  });

  it('prefers what stands in the editor, saved or not', async () => {
    await server.open(networkUri, 'cnn-network', network.replace('repeat: 3', 'repeat: 7'));
    await tune();
    expect((await saved()).system.layers).toHaveLength(9);
  });

  it('takes options', async () => {
    await tune({ seed: 7, alpha: 3, assign: 'random', balance: 'nFEP', trials: 4 });
    const { seed, options, trials } = await saved();
    expect({ seed, options }).toEqual({
      seed: 7,
      options: { alpha: 3, assign: 'random', balance: 'nFEP' },
    });
    expect(trials).toBeLessThanOrEqual(4);
  });

  it('ends by Cancel of its progress, with what was found so far', async () => {
    onProgress = (token) => {
      void server.client.sendNotification(WorkDoneProgressCancelNotification.type, { token });
    };
    expect(await tune(endless)).toMatchObject({ status: 'cancelled' });
    expect((await saved()).cancelled).toBe(true);
    expect(progressed.some((message) => /^trial [\d,]+ · \S.*\/s$/.test(message))).toBe(true);
  });

  it('ends by cancelling the request', async () => {
    const source = new CancellationTokenSource();
    onProgress = () => source.cancel();
    expect(await tune(endless, source.token)).toMatchObject({ status: 'cancelled' });
  });

  it('reports to a client that shows progress itself', async () => {
    const source = new CancellationTokenSource();
    const seen: string[] = [];
    const listening = server.client.onProgress(WorkDoneProgress.type, 'mine', (value) => {
      seen.push(value.kind);
      if (value.kind === 'report') source.cancel();
    });
    const params = {
      command: tuneCommand,
      arguments: [{ networkUri, platformUri, options: endless }],
      workDoneToken: 'mine',
    };
    const reply: unknown = await server.client.sendRequest(
      ExecuteCommandRequest.type,
      params,
      source.token,
    );
    listening.dispose();
    expect(reply).toMatchObject({ status: 'cancelled' });
    expect([seen[0], seen.at(-1)]).toEqual(['begin', 'end']);
    expect(progressed).toEqual([]);
  });

  it('refuses to run twice for one result, and runs again afterwards', async () => {
    const first = new CancellationTokenSource();
    const second = new Promise<TuneReply>((resolve) => {
      onProgress = () => resolve(tune());
    });
    const running = tune(endless, first.token);
    expect(await second).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/already/),
    });
    first.cancel();
    expect(await running).toMatchObject({ status: 'cancelled' });
    expect(await tune()).toMatchObject({ status: 'done' });
  });
});

describe('a run that cannot be', () => {
  it.each([
    [
      'a broken network',
      () => writeFile(join(folder, 'tiny.cnn.yaml'), 'cnn: x\n'),
      /^tiny\.cnn\.yaml/,
    ],
    [
      'a broken platform',
      () => writeFile(join(folder, 'two.platform.yaml'), '- 1'),
      /^two\.platform\.yaml/,
    ],
    ['a missing file', () => rm(join(folder, 'tiny.cnn.yaml')), /no such file/],
  ])('says so: %s', async (_title, spoil, message) => {
    await spoil();
    const reply = await tune();
    expect(reply).toMatchObject({ status: 'failed', message: expect.stringMatching(message) });
    expect(await readdir(folder)).not.toContain('tiny.two.tuning.json');
  });

  it('needs files on this machine', async () => {
    networkUri = 'untitled:Untitled-1';
    expect(await tune()).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/Save/),
    });
  });

  it('reads no model outside an untrusted workspace', async () => {
    networkUri = 'file:///elsewhere/model.onnx';
    const reply = await tune();
    expect(reply).toMatchObject({ status: 'failed', message: expect.stringMatching(/trusted/) });
  });
});

describe('a worker that dies', () => {
  it.each([
    ['ends its thread', 'module.exports = () => process.exit(3);', /unexpectedly/],
    ['throws', "module.exports = () => { throw new TypeError('boom'); };", /unexpectedly: boom/],
    [
      'runs out of memory',
      'module.exports = () => { const all = []; for (;;) all.push(new Array(1e6).fill(0.5)); };',
      /unexpectedly/,
    ],
    ['cannot be loaded', "throw new Error('no such library');", /unexpectedly: no such library/],
  ])('%s: the reply says so and the server goes on', async (_title, source, words) => {
    const dying = join(folder, 'dying.cjs');
    await writeFile(dying, source);
    const other = await TestServer.start({
      ...silentServices,
      pool: new TunePool(dying, { maxMegabytes: 64 }),
      writeFile: writeWhole,
    });
    const params = { command: tuneCommand, arguments: [{ networkUri, platformUri }] };
    for (let run = 0; run < 2; run += 1) {
      const reply: unknown = await other.client.sendRequest(ExecuteCommandRequest.type, params);
      expect(reply).toMatchObject({
        status: 'failed',
        message: expect.stringMatching(words),
      });
    }
    await other.stop();
  });
});

describe('stage maps', () => {
  const ask = (params: object): Promise<StageMapReply> =>
    server.client.sendRequest(stageMapRequest, params);

  it('are drawn from a text once, then by its key, for any trial', async () => {
    await tune();
    const text = JSON.stringify(await saved());
    expect(await ask({ key: 'a' })).toEqual({ status: 'unknown' });
    const first = await ask({ key: 'a', text });
    expect(first).toMatchObject({
      status: 'ok',
      model: { title: 'Tiny on two-and-two' },
      sources: { network: 'tiny.cnn.yaml' },
    });
    expect(await ask({ key: 'a', trial: 1 })).toMatchObject({ status: 'ok', model: { trial: 1 } });
  });

  it('forget those that were not asked for longest', async () => {
    await tune();
    const text = JSON.stringify(await saved());
    await ask({ key: 'old', text });
    await ask({ key: 'used', text });
    for (let other = 0; other < 50; other += 1) {
      await ask({ key: `other ${other}`, text });
      await ask({ key: 'used' });
    }
    expect(await ask({ key: 'used' })).toMatchObject({ status: 'ok' });
    expect(await ask({ key: 'old' })).toEqual({ status: 'unknown' });
  });

  it.each([
    ['not JSON', '{', /not valid JSON/],
    ['another kind', '{"kind":"cnn-profile"}', /not a tuning result/],
    ['null', 'null', /not a tuning result/],
  ])('say what is wrong with a text: %s', async (_title, text, message) => {
    expect(await ask({ key: 'x', text })).toEqual({
      status: 'invalid',
      message: expect.stringMatching(message),
    });
  });
});
