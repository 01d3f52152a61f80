import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  WorkspaceSymbolRequest,
  type InitializeParams,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import {
  platformForRequest,
  platformsChangedNotification,
} from '../../server/protocol/serverSettings';
import { network, platform } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

let folder: string;
let server: TestServer;
const uriOf = (name: string) => URI.file(join(folder, name)).toString();
const inFolder = (name: string) => ({ uri: uriOf(name), name });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cross-file-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const start = async (
  params: Partial<InitializeParams>,
  prepare?: Parameters<typeof TestServer.start>[2],
) => {
  server = await TestServer.start(silentServices, params, prepare);
};

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return uriOf(name);
}

/** A memory so slow that its cores wait for nearly all of the network. */
const starved = platform.replace('bandwidth_gb_s: 25,', 'bandwidth_gb_s: 0.1,');
const settings = (path: string) => ({ initializationOptions: { settings: { platform: path } } });

describe('a network on its platform', () => {
  it('is judged again when the platform changes in the editor', async () => {
    await start(settings(join(folder, 'p.platform.yaml')));
    await server.open(uriOf('a.cnn.yaml'), 'cnn-network', network);
    await server.open(uriOf('p.platform.yaml'), 'cnn-platform', starved);
    const [found] = await server.shows(uriOf('a.cnn.yaml'), ['starved-memory']);
    // It stands at the network's name, and leads to the platform.
    expect(found).toMatchObject({
      range: { start: { line: 0, character: 5 } },
      relatedInformation: [
        { location: { uri: uriOf('p.platform.yaml'), range: { start: { line: 3 } } } },
      ],
    });
    await server.change(uriOf('p.platform.yaml'), 2, platform);
    await server.shows(uriOf('a.cnn.yaml'), ['idle-place'], ['starved-memory']);
    // Half-typed, the platform says nothing, and neither is anything said of it.
    await server.change(uriOf('p.platform.yaml'), 3, starved.slice(0, -40));
    await server.shows(uriOf('a.cnn.yaml'), [], ['idle-place', 'starved-memory']);
  });

  it('is judged again when a file changes that is not open, and when it is gone', async () => {
    const platformUri = await write('p.platform.yaml', platform);
    await start(settings(join(folder, 'p.platform.yaml')));
    await server.open(uriOf('a.cnn.yaml'), 'cnn-network', network);
    await server.shows(uriOf('a.cnn.yaml'), ['idle-place'], ['starved-memory']);
    const tell = (type: 1 | 2 | 3) =>
      server.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: platformUri, type }] }); // prettier-ignore
    await write('p.platform.yaml', starved);
    await tell(2);
    await server.shows(uriOf('a.cnn.yaml'), ['starved-memory']);
    await rm(join(folder, 'p.platform.yaml'));
    await tell(3);
    await server.shows(uriOf('a.cnn.yaml'), [], ['idle-place', 'starved-memory']);
  });

  it('is the one that the editor names, for untitled texts and files outside of the workspace', async () => {
    await write('elsewhere/p.platform.yaml', starved);
    let answer: string | null = null;
    const asked: unknown[] = [];
    await start(
      { workspaceFolders: [inFolder('work')], initializationOptions: { answersPlatform: true } },
      (client) => {
        client.onRequest(platformForRequest, (params) => {
          asked.push(params);
          return answer;
        });
      },
    );
    await server.open('untitled:Untitled-1', 'cnn-network', network);
    await server.open(uriOf('elsewhere/a.cnn.yaml'), 'cnn-network', network);
    answer = uriOf('elsewhere/p.platform.yaml');
    await server.client.sendNotification(platformsChangedNotification);
    await server.shows('untitled:Untitled-1', ['starved-memory']);
    await server.shows(uriOf('elsewhere/a.cnn.yaml'), ['starved-memory']);
    expect(asked).toContainEqual({ networkUri: 'untitled:Untitled-1' });
  });

  it('is found in the workspace folder of the network, whatever language the editor calls it', async () => {
    await write('one/p.platform.yaml', platform);
    await write('two/p.platform.yaml', starved);
    const workspaceFolders = [inFolder('one'), inFolder('two')];
    await start({ workspaceFolders, ...settings('p.platform.yaml') });
    await server.open(uriOf('one/a.cnn.yaml'), 'yaml', network);
    await server.open(uriOf('two/a.cnn.yaml'), 'yaml', network);
    await server.shows(uriOf('one/a.cnn.yaml'), ['idle-place'], ['starved-memory']);
    await server.shows(uriOf('two/a.cnn.yaml'), ['starved-memory']);
  });
});

describe('a scenario on its platform', () => {
  const scenario = (place: string) =>
    `interference: s\nplatform: p.platform.yaml\nepisodes: [{ place: ${place}, stress: mem-3, to: 9 }]\n`;

  it('is judged again when the platform comes, changes and goes', async () => {
    await start({});
    const uri = uriOf('s.interference.yaml');
    await server.open(uri, 'cnn-interference', scenario('big'));
    await server.shows(uri, ['unreadable']);
    const platformUri = uriOf('p.platform.yaml');
    await server.open(platformUri, 'cnn-platform', platform);
    await server.shows(uri, ['unknown-place'], ['unreadable']);
    await server.change(platformUri, 2, platform.replaceAll('name: fep', 'name: big'));
    await server.shows(uri, [], ['unknown-place', 'unreadable']);
  });

  it('gets names and declarations from platforms beside it, and is replayed from a lens', async () => {
    const platformUri = await write('p.platform.yaml', platform);
    await start({ initializationOptions: { replayCommand: 'replay.it' } });
    const uri = uriOf('s.interference.yaml');
    const text = 'interference: s\nepisodes: [{ place: , stress: mem-3 }]\n';
    await server.open(uri, 'cnn-interference', text);
    const textDocument = { uri };
    const position = { line: 1, character: text.indexOf(', stress') - text.indexOf('\n') - 1 };
    await vi.waitFor(async () => {
      const found = await server.client.sendRequest(CompletionRequest.type, {
        textDocument,
        position,
      });
      const items = Array.isArray(found) ? found : (found?.items ?? []);
      expect(items.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['fep', 'sep1', 'all']),
      );
    });
    await server.change(uri, 2, text.replace('place: ', 'place: sep1'));
    await vi.waitFor(async () => {
      const definition = await server.client.sendRequest(DefinitionRequest.type, {
        textDocument,
        position,
      });
      expect(definition).toMatchObject([{ uri: platformUri }]);
    });
    const lenses = await server.client.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses).toMatchObject([{ command: { command: 'replay.it', arguments: [uri] } }]);
  });

  it('leads to nothing but platforms', async () => {
    await start({});
    for (const path of [
      '/etc/hosts',
      '../p.txt',
      'file:///p.platform.yaml',
      '\\\\\\\\host\\\\p.platform.yaml',
    ]) {
      const uri = uriOf(`${encodeURIComponent(path)}.interference.yaml`);
      await server.open(
        uri,
        'cnn-interference',
        scenario('big').replace('p.platform.yaml', `"${path}"`),
      );
      const [found] = await server.shows(uri, ['unreadable']);
      expect(found?.message).toContain('Names no platform descriptor');
    }
  });
});

describe('folders of the workspace', () => {
  it('come and go', async () => {
    for (const name of ['one', 'two']) {
      await write(`${name}/net.cnn.yaml`, network.replace('stem', `entrance_${name}`));
    }
    const capabilities = { workspace: { workspaceFolders: true } };
    await start({ workspaceFolders: [inFolder('one')], capabilities });
    const names = async () =>
      ((await server.client.sendRequest(WorkspaceSymbolRequest.type, { query: 'entrance' })) ?? []).map(({ name }) => name); // prettier-ignore
    expect(await names()).toEqual(['entrance_one']);
    await server.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [inFolder('two')], removed: [] },
    });
    expect(await names()).toEqual(['entrance_one', 'entrance_two']);
    await server.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [inFolder('one')] },
    });
    expect(await names()).toEqual(['entrance_two']);
  });

  it('are the root where an editor knows one only', async () => {
    await write('net.cnn.yaml', network);
    await start({ rootUri: URI.file(folder).toString() });
    const found = await server.client.sendRequest(WorkspaceSymbolRequest.type, { query: 'stem' });
    expect(found).toHaveLength(1);
  });
});

describe('the last result of a network', () => {
  it('is told until the text, or an input on disk, is another', async () => {
    const result = {
      kind: 'cnn-tuning',
      best: { throughput: 120 },
      sources: { network: 'a.cnn.yaml', platform: 'p.platform.yaml' },
    };
    const uri = await write('a.cnn.yaml', network);
    await write('p.platform.yaml', platform);
    await write('a.p.tuning.json', JSON.stringify(result));
    await start({ initializationOptions: { openResultCommand: 'open.it' } });
    await server.open(uri, 'yaml', network);
    const lens = async () => {
      const lenses = await server.client.sendRequest(CodeLensRequest.type, { textDocument: { uri } }); // prettier-ignore
      return lenses?.at(-1)?.command;
    };
    expect(await lens()).toMatchObject({
      title: expect.stringMatching(/last: 120 \/s, just now$/) as string,
      arguments: [uriOf('a.p.tuning.json')],
    });
    await server.change(uri, 2, network.replace('units: 10', 'units: 11'));
    expect(await lens()).toMatchObject({ title: expect.stringContaining('(stale)') as string });
    await server.change(uri, 3, network);
    expect(await lens()).toMatchObject({ title: expect.not.stringContaining('(stale)') as string });
    await rm(join(folder, 'p.platform.yaml'));
    expect(await lens()).toMatchObject({ title: expect.stringContaining('(stale)') as string });
  });
});
