import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  ErrorCodes,
  ExecuteCommandRequest,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import {
  compareExplorersCommand,
  comparisonCsvRequest,
  comparisonRequest,
  type CompareExplorersReply,
  type CompareOptions,
  type ComparisonCsvReply,
  type ComparisonReply,
} from '../../server/protocol/comparisonRequests';
import type { ComparisonResult } from '../../server/protocol/comparisonResult';
import { writeWhole } from '../../server/src/adapters/writeWhole';
import { TunePool } from '../../server/src/workers/tunePool';
import { buildWorker } from './buildWorker';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';
import { tinyFolder } from './tinyFolder';

/** Walks that do not end by themselves, and Shisha, which does. */
const endless: CompareOptions = {
  explorers: ['shisha', 'calibrated'],
  alpha: 2_000_000_000,
  trials: 2_000_000_000,
};

let workerFile: string;
beforeAll(async () => {
  workerFile = await buildWorker();
});
afterAll(() => rm(dirname(workerFile), { recursive: true }));

let folder: string;
let server: TestServer;
let networkUri: string;
let platformUri: string;

beforeEach(async () => {
  ({ folder, networkUri, platformUri } = await tinyFolder());
  const pool = new TunePool(workerFile);
  server = await TestServer.start({ ...silentServices, pool, writeFile: writeWhole });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const few: CompareOptions = { explorers: ['shisha', 'hill-climbing'], seeds: 2, trials: 20 };

function compare(options: CompareOptions = few, more: object = {}, token?: CancellationTokenSource['token']) {
  const params = { command: compareExplorersCommand, arguments: [{ networkUri, platformUri, options }], ...more };
  return server.client.sendRequest(ExecuteCommandRequest.type, params, token) as Promise<CompareExplorersReply>;
} // prettier-ignore
const file = () => join(folder, 'tiny.two.comparison.json');
const saved = async () => JSON.parse(await readFile(file(), 'utf8')) as ComparisonResult;

describe('a comparison', () => {
  it('is saved beside the network, with paths to its inputs', async () => {
    expect(await compare()).toEqual({
      status: 'done',
      comparisonUri: URI.file(file()).toString(),
      summary: 'Tiny on two-and-two: 3 runs of 2 explorers',
    });
    const result = await saved();
    expect(result).toMatchObject({
      kind: 'cnn-comparison',
      reference: { kind: 'optimum' },
      seeds: { first: 1, count: 2 },
      sources: { network: 'tiny.cnn.yaml', platform: 'two.platform.yaml' },
    });
    expect(result.runs).toHaveLength(3);
  });

  it('is of what stands in the editor, saved or not', async () => {
    await compare();
    const { spaceSize } = await saved();
    await server.open(networkUri, 'cnn-network', network.replace('repeat: 3', 'repeat: 7'));
    await compare();
    expect(Number((await saved()).spaceSize)).toBeGreaterThan(Number(spaceSize));
  });

  it('runs all that make sense where no explorer is named', async () => {
    await compare({ explorers: [], seeds: 1, trials: 20 });
    const { explorers, leftOut } = await saved();
    expect(explorers.length).toBeGreaterThan(4);
    expect(leftOut.map(({ name }) => name)).toEqual(['optimum']);
  });

  it('tells how far it is, and ends by cancelling with the runs that are complete', async () => {
    const source = new CancellationTokenSource();
    const seen: string[] = [];
    const listening = server.client.onProgress(WorkDoneProgress.type, 'mine', (value) => {
      seen.push(value.kind === 'report' ? (value.message ?? '') : value.kind);
      // The reference is solved, and a run may be: what goes on does not end.
      if (value.kind === 'report') source.cancel();
    });
    const reply = await compare(endless, { workDoneToken: 'mine' }, source.token);
    listening.dispose();
    expect([seen[0], seen.at(-1)]).toEqual(['begin', 'end']);
    expect(seen.some((words) => /^\d+ of 12 runs$/.test(words))).toBe(true);
    if (reply.status === 'cancelled') expect((await saved()).cancelled).toBe(true);
    else expect(reply).toEqual({ status: 'failed', message: expect.stringMatching(/^Cancelled/) });
  });

  it('says what is wrong with its inputs', async () => {
    await writeFile(join(folder, 'tiny.cnn.yaml'), 'cnn: x\n');
    const message = expect.stringMatching(/^tiny\.cnn\.yaml/);
    expect(await compare()).toEqual({ status: 'failed', message });
    expect(await readdir(folder)).not.toContain('tiny.two.comparison.json');
  });

  it('says that a worker died, and the server goes on', async () => {
    const dying = join(folder, 'dying.cjs');
    const body = `module.exports = {
      readProblem: require(${JSON.stringify(workerFile)}).readProblem,
      comparisonBatch: () => process.exit(3),
    };`;
    await writeFile(dying, body);
    await server.stop();
    const pool = new TunePool(dying);
    server = await TestServer.start({ ...silentServices, pool, writeFile: writeWhole });
    for (let turn = 0; turn < 2; turn += 1) {
      const message = expect.stringMatching(/ended unexpectedly/);
      expect(await compare()).toEqual({ status: 'failed', message });
    }
  });

  it('refuses what is no comparison', async () => {
    for (const options of [{ seeds: 0 }, { explorers: ['shasha'] }, { seeds: 1e9 }]) {
      await expect(compare(options)).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
    }
  });
});

describe('the comparison panel', () => {
  const ask = (params: object): Promise<ComparisonReply> =>
    server.client.sendRequest(comparisonRequest, params);
  const csv = (params: object): Promise<ComparisonCsvReply> =>
    server.client.sendRequest(comparisonCsvRequest, params);

  it('is given a model from a text once, then from its key', async () => {
    await compare();
    const text = await readFile(file(), 'utf8');
    expect(await ask({ key: 'a' })).toEqual({ status: 'unknown', keys: ['a'] });
    expect(await ask({ key: 'a', text })).toMatchObject({
      status: 'ok',
      model: {
        model: { title: 'Tiny on two-and-two', explorers: [{ name: 'shisha' }, {}] },
        sources: { network: 'tiny.cnn.yaml' },
      },
    });
    expect(await ask({ key: 'a' })).toMatchObject({ status: 'ok' });
    expect(await csv({ key: 'a' })).toMatchObject({
      status: 'ok',
      model: expect.stringMatching(/^explorer,seed,.*\r\nshisha,1,/),
    });
  });

  it.each([
    ['not JSON', '{', /not valid JSON/],
    ['another kind', '{"kind":"cnn-tuning"}', /not a comparison: kind/],
    ['null', 'null', /not a comparison/],
  ])('is told what is wrong with a text: %s', async (_title, text, message) => {
    const reply = { status: 'invalid', message: expect.stringMatching(message) };
    expect(await ask({ key: 'x', text })).toEqual(reply);
    expect(await csv({ key: 'x', text })).toEqual(reply);
  });
});
