import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver/node';
import {
  compareRequest,
  convergenceRequest,
  layersRequest,
  mostRuns,
  sourceSpansRequest,
  type CompareReply,
  type ConvergenceReply,
  type LayersReply,
  type SourceSpansReply,
} from '../../server/protocol/panelRequests';
import { exampleRun } from '../webview/sampleRuns';
import { network, platform } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';
import { tinyFolder } from './tinyFolder';

let folder: string;
let server: TestServer;
let networkUri: string;
let platformUri: string;

beforeEach(async () => {
  ({ folder, networkUri, platformUri } = await tinyFolder());
  server = await TestServer.start(silentServices);
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const askLayers = (params: object): Promise<LayersReply> =>
  server.client.sendRequest(layersRequest, params);

async function layers(params: object = { networkUri, platformUri }) {
  const reply = await askLayers(params);
  if (reply.status !== 'ok') throw new Error(reply.message);
  return reply.model;
}

/** A profile of the fixture network on the fixture platform, slower than any estimate. */
const profile = (names: readonly string[], places = ['fep0', 'fep1', 'sep0', 'sep1']) =>
  JSON.stringify({
    kind: 'cnn-profile',
    format: 1,
    network: 'Tiny',
    platform: 'two-and-two',
    layers: names,
    executionPlaces: places,
    seconds: names.map((_, layer) => places.map((_p, place) => 1 + layer + place)),
  });
const names = ['stem', 'body_1.main', 'body_2.main', 'body_3.main', 'head'];

describe('layers', () => {
  it('are read from files, with times for a platform', async () => {
    const model = await layers();
    expect(model.title).toBe('Tiny');
    expect(model.layers.map(({ name }) => name)).toEqual(names);
    expect(model.estimated).toMatchObject({ source: 'two-and-two', hiddenGroups: 0 });
    expect(model.estimated?.groups.map(({ label }) => label)).toEqual(['fep ×2', 'sep ×2']);
    expect(await layers({ networkUri })).toMatchObject({ estimated: null, notes: [] });
  });

  it('are those of the editor, saved or not', async () => {
    await server.open(networkUri, 'cnn-network', network.replace('repeat: 3', 'repeat: 7'));
    expect((await layers()).layers).toHaveLength(9);
    await server.open(platformUri, 'cnn-platform', platform.replace('two-and-two', 'renamed'));
    expect((await layers()).estimated?.source).toBe('renamed');
  });

  it('stay while the text is broken, and say so', async () => {
    await server.open(networkUri, 'cnn-network', network);
    await layers();
    await server.change(networkUri, 2, `${network}  - {`);
    const model = await layers();
    expect(model.layers).toHaveLength(5);
    expect(model.notes).toEqual([expect.stringMatching(/has errors/)]);
  });

  it('say why there are no estimates', async () => {
    await writeFile(join(folder, 'two.platform.yaml'), '- 1');
    const model = await layers();
    expect(model.estimated).toBeNull();
    expect(model.notes).toEqual([expect.stringMatching(/^No estimated times: /)]);
  });

  it('have estimates even where no memory holds the weights', async () => {
    const tight = platform.replaceAll(/capacity_gb: \d+/g, 'capacity_gb: 0.000001');
    await writeFile(join(folder, 'two.platform.yaml'), tight);
    expect(await layers()).toMatchObject({ estimated: { source: 'two-and-two' }, notes: [] });
  });

  it('have measured times where a profile of them lies beside', async () => {
    await writeFile(join(folder, 'other.profile.json'), profile(['a', 'b']));
    await writeFile(join(folder, 'broken.profile.json'), '{');
    expect((await layers()).measured).toBeNull();
    await writeFile(join(folder, 'tiny.profile.json'), profile(names));
    const { measured, layers: rows } = await layers();
    expect(measured?.source).toMatch(/^tiny\.profile\.json, \d{4}-\d\d-\d\d$/);
    expect(measured?.groups.map(({ label }) => label)).toEqual(['fep ×2', 'sep ×2']);
    expect(rows[0]?.measuredSeconds).toEqual([1.5, 3.5]);
    expect(rows[0]?.disagreement?.ratio).toBeGreaterThan(100);
    await writeFile(join(folder, 'tiny.profile.json'), profile(names, ['cpu0', 'cpu1']));
    expect((await layers()).measured?.groups.map(({ label }) => label)).toEqual(['cpu0', 'cpu1']);
  });

  it.each([
    ['a broken network', () => writeFile(join(folder, 'tiny.cnn.yaml'), 'cnn: x\n'), /layers/],
    ['a missing network', () => rm(join(folder, 'tiny.cnn.yaml')), /no such file/],
  ])('cannot be shown of %s', async (_title, spoil, message) => {
    await spoil();
    expect(await askLayers({ networkUri })).toEqual({
      status: 'invalid',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['untitled:Untitled-1', /Save/],
    ['file:///elsewhere/model.onnx', /trusted/],
  ])('cannot be shown of %s', async (uri, message) => {
    const reply = await askLayers({ networkUri: uri });
    expect(reply).toEqual({ status: 'invalid', message: expect.stringMatching(message) });
  });

  it('are made by lines of an open descriptor', async () => {
    const ask = (uri: string): Promise<SourceSpansReply> =>
      server.client.sendRequest(sourceSpansRequest, { networkUri: uri });
    expect(await ask(networkUri)).toEqual([]);
    await server.open(networkUri, 'cnn-network', network);
    const spans = await ask(networkUri);
    expect(spans.map(({ line, layers: made }) => [line, made])).toEqual([
      [6, [1, 2, 3]],
      [7, [1, 2, 3]],
      [9, [0]],
      [10, [1, 2, 3]],
      [11, [4]],
    ]);
  });
});

const one = exampleRun('alexnet', 'chiplet-2f2s').result;
const other = exampleRun('alexnet', 'chiplet-2f2s', { assign: 'random', seed: 4 }).result;
const left = { key: 'l', file: 'left.tuning.json', text: JSON.stringify(one) };
const right = { key: 'r', file: 'right.tuning.json', text: JSON.stringify(other) };
const keyOf = ({ key, file }: typeof left) => ({ key, file });

describe('panels of results', () => {
  const converge = (results: readonly object[]): Promise<ConvergenceReply> =>
    server.client.sendRequest(convergenceRequest, { results });
  const compare = (params: object): Promise<CompareReply> =>
    server.client.sendRequest(compareRequest, params);

  it('take a text once, then its key', async () => {
    const both = [keyOf(left), keyOf(right)];
    expect(await converge(both)).toEqual({ status: 'unknown', keys: ['l', 'r'] });
    expect(await converge([left])).toMatchObject({ status: 'ok', model: { runs: [{}] } });
    expect(await converge(both)).toEqual({ status: 'unknown', keys: ['r'] });
    expect(await converge([keyOf(left), right])).toMatchObject({
      status: 'ok',
      model: { sameProblem: true, runs: [{}, {}] },
    });
    expect(await compare({ left: keyOf(left), right: keyOf(right) })).toMatchObject({
      status: 'ok',
      model: { sameLayers: true, left: { file: 'left.tuning.json' } },
    });
  });

  it('bear as many runs as they may show, several times over', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const results = Array.from({ length: mostRuns }, (_, run) => ({
        ...left,
        key: `${turn}-${run}`,
      }));
      expect(await converge(results)).toMatchObject({ status: 'ok' });
      expect(await converge(results.map(keyOf))).toMatchObject({ status: 'ok' });
    }
  });

  it('say which file is none', async () => {
    const bad = { ...right, text: '{"kind":"cnn-profile"}' };
    const message = expect.stringMatching(/^right\.tuning\.json: The file is not a tuning result/);
    expect(await converge([left, bad])).toEqual({ status: 'invalid', message });
    expect(await compare({ left, right: bad })).toEqual({ status: 'invalid', message });
  });

  it.each([
    [convergenceRequest, { results: [] }],
    [convergenceRequest, { results: Array.from({ length: mostRuns + 1 }, () => left) }],
    [convergenceRequest, { results: [{ key: 1 }] }],
    [compareRequest, { left }],
    [layersRequest, {}],
    [sourceSpansRequest, { networkUri: 7 }],
  ])('refuse what is no %s', async (method, params) => {
    await expect(server.client.sendRequest(method, params)).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
    });
  });
});
