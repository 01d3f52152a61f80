import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import {
  describeMachineRequest,
  importModelRequest,
  networkSummaryRequest,
  type DescribeMachineReply,
  type ImportModelParams,
  type ImportModelReply,
  type NetworkSummaryReply,
} from '../../server/protocol/explorerRequests';
import { writeWhole } from '../../server/src/adapters/writeWhole';
import { analyse } from '../../server/src/language/analysis';
import { TunePool } from '../../server/src/workers/tunePool';
import { residualNetwork } from '../fixtures/onnx/residualNetwork';
import { buildWorker } from './buildWorker';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

let workerFile: string;
beforeAll(async () => {
  workerFile = await buildWorker();
});
afterAll(() => rm(dirname(workerFile), { recursive: true }));

let folder: string;
let server: TestServer;
const uriOf = (name: string) => URI.file(join(folder, name)).toString();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
  const services = { ...silentServices, pool: new TunePool(workerFile), writeFile: writeWhole };
  const folders = [{ uri: URI.file(folder).toString(), name: 'work' }];
  server = await TestServer.start(services, { workspaceFolders: folders });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

function importModel(params: Partial<ImportModelParams> = {}): Promise<ImportModelReply> {
  return server.client.sendRequest(importModelRequest, {
    modelUri: uriOf('small.onnx'),
    targetUri: uriOf('small.cnn.yaml'),
    ...params,
  });
}
const written = () => readFile(join(folder, 'small.cnn.yaml'), 'utf8');

describe('importing a model', () => {
  it('writes a descriptor that is free of problems', async () => {
    await writeFile(join(folder, 'small.onnx'), residualNetwork([2, 1]));
    expect(await importModel()).toEqual({ status: 'done', layers: 13 });
    const analysis = analyse('network', await written());
    expect(analysis.problems).toEqual([]);
    expect(analysis.network?.layers).toHaveLength(13);
  });

  it('asks for the input where the model leaves it open, and takes it', async () => {
    const open = residualNetwork([1], { input: ['batch', 3, 'height', 'width'] });
    await writeFile(join(folder, 'small.onnx'), open);
    expect(await importModel()).toMatchObject({ status: 'needsInput' });
    await expect(written()).rejects.toThrow('ENOENT');
    expect(await importModel({ input: [3, 96, 64] })).toMatchObject({ status: 'done' });
    expect(await written()).toContain('input: [3, 96, 64]');
  });

  it('says why a file is no model, and writes nothing', async () => {
    await writeFile(join(folder, 'small.onnx'), 'no model at all');
    expect(await importModel()).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/./),
    });
    await expect(written()).rejects.toThrow('ENOENT');
  });

  it('says so where the model is not there or the target cannot be written', async () => {
    expect(await importModel()).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/cannot be read/),
    });
    await writeFile(join(folder, 'small.onnx'), residualNetwork([1]));
    const targetUri = uriOf('no/such/folder.cnn.yaml');
    expect(await importModel({ targetUri })).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/cannot be written/),
    });
  });

  it('refuses a model outside of a workspace that is not trusted', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'cnn-tuner-elsewhere-'));
    try {
      await writeFile(join(elsewhere, 'small.onnx'), residualNetwork([1]));
      const modelUri = URI.file(join(elsewhere, 'small.onnx')).toString();
      expect(await importModel({ modelUri })).toMatchObject({
        status: 'failed',
        message: expect.stringMatching(/trusted/),
      });
      await server.client.sendNotification('workspace/didChangeConfiguration', {
        settings: { trusted: true },
      });
      expect(await importModel({ modelUri })).toMatchObject({ status: 'done' });
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  it('refuses what is no file, and parameters that are none', async () => {
    expect(await importModel({ modelUri: 'untitled:small.onnx' })).toMatchObject({
      status: 'failed',
    });
    await expect(importModel({ input: [3, 0, 1] })).rejects.toThrow(/Invalid parameters/);
  });
});

it('describes this machine as a platform without errors', async () => {
  const { descriptor } =
    await server.client.sendRequest<DescribeMachineReply>(describeMachineRequest);
  const { platform, problems } = analyse('platform', descriptor);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(platform?.places.length).toBeGreaterThan(0);
});

describe('the size of a network', () => {
  const summary = (name: string): Promise<NetworkSummaryReply> =>
    server.client.sendRequest(networkSummaryRequest, { networkUri: uriOf(name) });

  it('is that of the file', async () => {
    await writeFile(join(folder, 'tiny.cnn.yaml'), network);
    expect(await summary('tiny.cnn.yaml')).toMatchObject({
      layers: 5,
      weight: expect.stringMatching(/^\d/),
    });
  });

  it('is that of the text where the file is open', async () => {
    await writeFile(join(folder, 'tiny.cnn.yaml'), network);
    const shorter = network.replace('repeat: 3', 'repeat: 1');
    await server.open(uriOf('tiny.cnn.yaml'), 'cnn-network', shorter);
    expect(await summary('tiny.cnn.yaml')).toMatchObject({ layers: 3 });
  });

  it('is not known of broken or missing files and of models', async () => {
    await writeFile(join(folder, 'broken.cnn.yaml'), 'cnn: [');
    await writeFile(join(folder, 'model.onnx'), residualNetwork([1]));
    for (const name of ['broken.cnn.yaml', 'model.onnx', 'missing.cnn.yaml']) {
      expect(await summary(name)).toBeNull();
    }
  });
});
