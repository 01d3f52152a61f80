import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, ExecuteCommandRequest } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { ProfileFile } from '../../server/engine/cost/profileSchema';
import { localExplorersRequest, localPlatformsRequest, type LocalExplorersReply } from '../../server/protocol/localRequests'; // prettier-ignore
import { profileCommand, type ProfileParams, type ProfileReply } from '../../server/protocol/profileRequests'; // prettier-ignore
import { tuneCommand, type TuneOptions, type TuneReply } from '../../server/protocol/requests';
import type { TuningResult } from '../../server/protocol/tuningResult';
import { nodeServices } from '../../server/src/nodeServices';
import { buildBundles } from './buildBundles';
import { platform } from './fixtures';
import { writeInputs } from './localPipeline';
import { TestServer } from './testServer';

let bundles: string;
beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => rm(bundles, { recursive: true }));

let folder: string;
let server: TestServer;
const start = (trusted: boolean) =>
  TestServer.start(nodeServices(bundles), { initializationOptions: { settings: { trusted } } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
  await writeInputs(folder);
  server = await start(true);
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const inputs = () => ({
  networkUri: URI.file(join(folder, 'small.onnx')).toString(),
  platformUri: URI.file(join(folder, 'this.platform.yaml')).toString(),
});

function execute<Reply>(
  command: string,
  argument: object,
  token?: CancellationTokenSource['token'],
): Promise<Reply> {
  const params = { command, arguments: [argument] };
  return server.client.sendRequest(ExecuteCommandRequest.type, params, token) as Promise<Reply>;
}

const profile = (more: Partial<ProfileParams>, token?: CancellationTokenSource['token']) =>
  execute<ProfileReply>(profileCommand, { ...inputs(), ...more }, token);
const tune = (options: TuneOptions, more: object = {}) =>
  execute<TuneReply>(tuneCommand, {
    ...inputs(),
    ...more,
    options: { testbed: 'local', ...options },
  });

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return URI.file(join(folder, name)).toString();
}

const read = async <T>(uri: string): Promise<T> =>
  JSON.parse(await readFile(URI.parse(uri).fsPath, 'utf8')) as T;

const ask = <Reply>(method: string, params: object) =>
  server.client.sendRequest<Reply>(method, params);

describe('local cores through the server', () => {
  it('tells which platforms are this machine', async () => {
    const { platformUri } = inputs();
    const elsewhere = await write('other.platform.yaml', platform);
    const broken = await write('broken.platform.yaml', 'platform: [');
    const platformUris = [broken, elsewhere, platformUri, `${platformUri}.gone`, 'untitled:x.platform.yaml']; // prettier-ignore
    expect(await ask(localPlatformsRequest, { platformUris })).toEqual([platformUri]);
  });

  it('measures layers and saves them beside the network, for explorers that read times', async () => {
    const explorers = () => ask<LocalExplorersReply>(localExplorersRequest, inputs());
    const before = await explorers();
    expect(before.profileUri).toBeNull();
    expect(before.explorers[0]).toMatchObject({ name: 'calibrated', title: 'Calibrated search' });
    expect(before.explorers.map(({ name }) => name)).not.toContain('optimum');
    const reply = await profile({ budgetSeconds: 0.5 });
    if (reply.status === 'failed') throw new Error(reply.message);
    expect(reply.status).toBe('done');
    expect(reply.profileUri).toMatch(/small\.this\.profile\.json$/);
    expect(reply.summary).toMatch(/ on ep0, .* on ep1$/);
    const saved = await read<ProfileFile>(reply.profileUri);
    expect(saved).toMatchObject({ kind: 'cnn-profile', executionPlaces: ['ep0', 'ep1'] });
    const { profileUri, explorers: after } = await explorers();
    expect(profileUri).toBe(reply.profileUri);
    expect(after.map(({ name }) => name)).toContain('optimum');
    expect(await tune({ explorer: 'optimum', trials: 1 }, { profileUri })).toMatchObject({ status: 'done' }); // prettier-ignore
  });

  it('tunes with every trial run', async () => {
    const reply = await tune({ trials: 2 });
    if (reply.status === 'failed') throw new Error(reply.message);
    const saved = await read<TuningResult>(reply.tuningUri);
    expect(saved).toMatchObject({ testbed: 'local', trials: 2, optimum: null });
  });

  it('refuses the second of two that would measure each other', async () => {
    const cancel = new CancellationTokenSource();
    const first = profile({ budgetSeconds: 600 }, cancel.token);
    const second = await tune({ trials: 1 });
    expect(second).toMatchObject({ status: 'failed', message: expect.stringContaining('already') as string }); // prettier-ignore
    cancel.cancel();
    // Cancelled before or after its first times.
    expect((await first).status).not.toBe('done');
    const third = await tune({ trials: 1 });
    expect(third.status).toBe('done');
  });

  it('is refused where the workspace is not trusted', async () => {
    await server.stop();
    server = await start(false);
    const refusals = [await profile({}), await tune({})];
    for (const reply of refusals) {
      expect(reply).toMatchObject({ status: 'failed', message: expect.stringContaining('trusted') as string }); // prettier-ignore
    }
  });

  it('says why an explorer cannot', async () => {
    const reply = await tune({ explorer: 'optimum' });
    expect(reply).toMatchObject({ status: 'failed', message: expect.stringContaining('reads the times') as string }); // prettier-ignore
  });
});
