import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ExecuteCommandRequest,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { ReplayQuery } from '../../server/protocol/replayModel';
import {
  askReplayRequest,
  closeReplayNotification,
  openReplayRequest,
  replayInterferenceCommand,
  type AskReplayReply,
  type OpenReplayReply,
  type ReplayInterferenceReply,
  type ReplayOptions,
} from '../../server/protocol/replayRequests';
import { writeWhole } from '../../server/src/adapters/writeWhole';
import { TunePool } from '../../server/src/workers/tunePool';
import { recordedLines } from '../fixtures/replays';
import { buildWorker } from './buildWorker';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';
import { tinyFolder } from './tinyFolder';

const scenario = `interference: two neighbours
episodes:
  - { place: fep0, stress: mem-6, from: 500, to: 900 }
  - { place: sep1, slowdown: 1.5, from: 1200, duration: 300 }
`;

let workerFile: string;
let pool: TunePool;
beforeAll(async () => {
  workerFile = await buildWorker();
  pool = new TunePool(workerFile);
});
afterAll(async () => {
  await pool.close();
  await rm(dirname(workerFile), { recursive: true });
});

let folder: string;
let server: TestServer;
let onProgress: (cancel: () => void) => void;
const uriOf = (name: string) => URI.file(join(folder, name)).toString();

beforeEach(async () => {
  ({ folder } = await tinyFolder());
  onProgress = () => undefined;
  await writeFile(join(folder, 'busy.interference.yaml'), scenario);
  const services = { ...silentServices, pool, writeFile: writeWhole };
  server = await TestServer.start(
    services,
    { capabilities: { window: { workDoneProgress: true } } },
    (client) =>
      client.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
        client.onProgress(WorkDoneProgress.type, token, (value) => {
          if (value.kind !== 'report') return;
          onProgress(
            () => void client.sendNotification(WorkDoneProgressCancelNotification.type, { token }),
          );
        });
      }),
  );
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const replay = (options: ReplayOptions = {}): Promise<ReplayInterferenceReply> =>
  server.client.sendRequest(ExecuteCommandRequest.type, {
    command: replayInterferenceCommand,
    arguments: [
      {
        networkUri: uriOf('tiny.cnn.yaml'),
        platformUri: uriOf('two.platform.yaml'),
        scenarioUri: uriOf('busy.interference.yaml'),
        options,
      },
    ],
  });
const open = (name: string) =>
  server.client.sendRequest<OpenReplayReply>(openReplayRequest, { replayUri: uriOf(name) });
const ask = (name: string, query: ReplayQuery) =>
  server.client.sendRequest<AskReplayReply>(askReplayRequest, { replayUri: uriOf(name), query });
const answer = async (name: string, query: ReplayQuery) => {
  const reply = await ask(name, query);
  if (reply.status === 'failed') throw new Error(reply.message);
  return reply.answer;
};

describe('Replay Interference', () => {
  it('replays all policies, saves the file beside the network, and opens it', async () => {
    const done = await replay({ queries: 2000 });
    expect(done).toMatchObject({ status: 'done', replayUri: uriOf('tiny.busy.replay.jsonl') });
    expect(done).toHaveProperty('summary', expect.stringContaining('of the bound'));
    const opened = await open('tiny.busy.replay.jsonl');
    if (opened.status === 'failed') throw new Error(opened.message);
    const { model } = opened;
    expect(model.title).toBe('Tiny on two-and-two, scenario two neighbours');
    expect(model.problems).toEqual([]);
    expect(model).toMatchObject({ end: 2000, episodes: 2, axis: 'queries' });
    for (const policy of model.policies) expect(policy.queries).toBe(2000);
    const bound = model.policies.find(({ isBound }) => isBound);
    expect(bound?.shareOfBound).toBe(1);
  });

  it('keeps what was served before Cancel', async () => {
    await writeFile(join(folder, 'tiny.busy.replay.jsonl'), 'what was there');
    onProgress = (cancel) => cancel();
    const reply = await replay({ queries: 10_000_000 });
    expect(reply).toMatchObject({ status: 'cancelled' });
    const opened = await open('tiny.busy.replay.jsonl');
    expect(opened).toMatchObject({ status: 'opened', model: { problems: [] } });
    expect((await readdir(folder)).filter((name) => name.includes('replay'))).toHaveLength(1);
  });

  it('says what is wrong with a scenario, and writes nothing', async () => {
    const broken = scenario.replace('fep0', 'fep9');
    await writeFile(join(folder, 'busy.interference.yaml'), broken);
    const reply = await replay();
    expect(reply).toMatchObject({ status: 'failed' });
    expect(reply).toHaveProperty('message', expect.stringContaining('fep9'));
    expect(await readdir(folder)).not.toContain('tiny.busy.replay.jsonl');
  });

  it('reads what is in the editor, saved or not', async () => {
    const uri = uriOf('busy.interference.yaml');
    await server.open(uri, 'cnn-interference', scenario.replace('two neighbours', 'unsaved'));
    const reply = await replay({ queries: 100, policies: ['static'] });
    expect(reply).toHaveProperty('summary', expect.stringContaining('scenario unsaved'));
  });
});

describe('an open replay', () => {
  const name = 'story.replay.jsonl';
  beforeEach(() => writeFile(join(folder, name), recordedLines().join('')));

  it('answers what is asked', async () => {
    expect(await answer(name, { kind: 'window', window: { from: 0, to: 1000, columns: 10 } }))
      .toMatchObject({ window: { columns: 10, bands: [{ place: 1, from: 300, to: 600 }] } }); // prettier-ignore
    expect(await answer(name, { kind: 'moment', position: 400 })).toMatchObject({
      moments: [{ query: 400, movedLayers: [2] }, { query: 400 }],
    });
    expect(await answer(name, { kind: 'event', position: 300, direction: 'next' })).toMatchObject({
      position: 310,
    });
    expect(await answer(name, { kind: 'episodes', from: 0, count: 5 })).toMatchObject({
      episodes: [{ place: 'big1', policies: [{ detectedAfter: 10 }, {}] }],
    });
    const csv = await answer(name, { kind: 'csv', from: 0, to: 10 });
    expect(csv).toHaveProperty('text', expect.stringContaining('ODIN α 10,9,'));
  });

  it('is looked at anew where it changed on disk', async () => {
    expect(await open(name)).toMatchObject({ model: { end: 1000 } });
    const lines = recordedLines();
    await writeFile(join(folder, name), lines.slice(0, 3).join(''));
    expect(await open(name)).toMatchObject({
      model: { end: 256, problems: [expect.stringContaining('has no end')] },
    });
    await server.client.sendNotification(closeReplayNotification, { replayUri: uriOf(name) });
    await rm(join(folder, name));
    expect(await open(name)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('no such file'),
    });
    expect(await ask(name, { kind: 'moment', position: 0 })).toMatchObject({ status: 'failed' });
  });

  it('refuses what is no request', async () => {
    const params = { replayUri: uriOf(name), query: { kind: 'window', window: { from: 0 } } };
    await expect(server.client.sendRequest(askReplayRequest, params)).rejects.toThrow(/Invalid/);
    expect(await readFile(join(folder, name), 'utf8')).toContain('cnn-replay');
  });
});
