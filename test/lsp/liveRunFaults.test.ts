import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ExecuteCommandRequest,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import {
  liveUpdateNotification,
  runPipelineCommand,
  type RunPipelineReply,
} from '../../server/protocol/liveRequests';
import { nodeServices } from '../../server/src/nodeServices';
import { ExecutorProcesses } from '../../server/src/workers/executorProcesses';
import { buildBundles } from './buildBundles';
import { endlessLoad, shortLoad, tuneSmall, writeInputs } from './localPipeline';
import { TestServer } from './testServer';

const trusted = { initializationOptions: { settings: { trusted: true } } };

let bundles: string;
beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => rm(bundles, { recursive: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnn-tuner-'));
  await writeInputs(folder);
});
afterEach(() => rm(folder, { recursive: true }));

function run(client: ProtocolConnection, tuningUri: string, load = endlessLoad) {
  const params = { command: runPipelineCommand, arguments: [{ tuningUri, load }] };
  return client.sendRequest(ExecuteCommandRequest.type, params) as Promise<RunPipelineReply>;
}

/** Resolves with the first moment of a run. */
const firstUpdate = (client: ProtocolConnection) =>
  new Promise<void>((resolve) => client.onNotification(liveUpdateNotification, () => resolve()));

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the process that runs a pipeline', () => {
  const pids: number[] = [];
  let server: TestServer;
  let tuningUri: string;

  beforeEach(async () => {
    pids.length = 0;
    const executors = new ExecutorProcesses(join(bundles, 'executor.js'));
    const start = () => {
      const executor = executors.start();
      pids.push(executor.pid ?? 0);
      return executor;
    };
    server = await TestServer.start(
      {
        ...nodeServices(bundles),
        executors: { start, end: (one) => executors.end(one), close: () => executors.close() },
      },
      trusted,
    );
    tuningUri = await tuneSmall(server.client, folder);
  });

  it('is gone after the run', async () => {
    expect(await run(server.client, tuningUri, shortLoad)).toMatchObject({ status: 'done' });
    expect(pids.map(isAlive)).toEqual([false]);
    await server.stop();
  });

  it('may be killed: the reply says so, and the next run works', async () => {
    const seen = firstUpdate(server.client);
    const running = run(server.client, tuningUri);
    await seen;
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect(await running).toEqual({
      status: 'failed',
      message: expect.stringMatching(/executor process was ended by SIGKILL/),
    });
    expect(await run(server.client, tuningUri, shortLoad)).toMatchObject({ status: 'done' });
    await server.stop();
  });

  it('is gone once the editor has shut the server down in mid-run', async () => {
    const seen = firstUpdate(server.client);
    run(server.client, tuningUri).catch(() => undefined);
    await seen;
    expect(pids.map(isAlive)).toEqual([true]);
    await server.stop();
    expect(pids.map(isAlive)).toEqual([false]);
  });
});

describe.runIf(process.platform === 'linux')('a server that ends in mid-run', () => {
  let server: ChildProcess;
  let client: ProtocolConnection;

  /** Processes whose parent the server is. */
  async function children(): Promise<number[]> {
    const tasks = `/proc/${server.pid ?? 0}/task`;
    const lists = (await readdir(tasks)).map((task) => readFile(`${tasks}/${task}/children`, 'utf8')); // prettier-ignore
    return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number)); // prettier-ignore
  }

  beforeEach(async () => {
    server = spawn(process.execPath, [join(bundles, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    if (!server.stdout || !server.stdin) throw new Error('The server has no streams.');
    const [reader, writer] = [new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)]; // prettier-ignore
    client = createProtocolConnection(reader, writer);
    client.listen();
    await client.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      ...trusted,
    });
  });

  it.each<[string, () => void]>([
    ['is killed', () => server.kill('SIGKILL')],
    ['loses its editor', () => server.stdin?.end()],
  ])('leaves no process behind: %s', async (_title, endIt) => {
    const tuningUri = await tuneSmall(client, folder);
    const seen = firstUpdate(client);
    run(client, tuningUri).catch(() => undefined);
    await seen;
    const [executor = 0] = await children();
    expect(isAlive(executor)).toBe(true);
    const gone = new Promise((resolve) => server.once('exit', resolve));
    endIt();
    await gone;
    client.dispose();
    await expect.poll(() => isAlive(executor), { timeout: 5000 }).toBe(false);
  });
});
