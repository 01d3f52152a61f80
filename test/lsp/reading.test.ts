import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

const uri = 'file:///models/tiny.cnn.yaml';
const textDocument = { uri };
/** At `stem` in the top layers. */
const stem = { line: 9, character: 13 };
const at = (position: typeof stem) => ({ textDocument, position });
const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };

let server: TestServer;
afterEach(() => server.stop());

async function start(): Promise<void> {
  server = await TestServer.start(silentServices, {
    capabilities: {
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
      workspace: { inlayHint: { refreshSupport: true } },
    },
  });
  await server.open(uri, 'cnn-network', network);
}

describe('symbols of the workspace', () => {
  it('are found in files that are not open, hidden ones apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'symbols-'));
    const shown = join(folder, 'models', 'other.cnn.yaml');
    const hidden = join(folder, '.hidden', 'other.cnn.yaml');
    for (const path of [shown, hidden]) {
      await mkdir(dirname(path));
      await writeFile(path, network.replace('stem', 'entrance'));
    }
    const workspaceFolders = [{ uri: URI.file(folder).toString(), name: 'w' }];
    server = await TestServer.start(silentServices, { workspaceFolders });
    await server.open(uri, 'cnn-network', network);
    const find = (query: string) =>
      server.client.sendRequest(WorkspaceSymbolRequest.type, { query });
    expect(await find('entr')).toMatchObject([
      { name: 'entrance', location: { uri: URI.file(shown).toString() } },
    ]);
    expect(await find('body')).toHaveLength(2);
    await writeFile(shown, 'layers: [');
    await utimes(shown, 1, 1);
    expect(await find('entr')).toEqual([]);
    await rm(folder, { recursive: true });
    expect(await find('body')).toHaveLength(1);
  });
});

describe('reading and typing through the protocol', () => {
  it('answers every request that the server offers', async () => {
    await start();
    const { client } = server;
    const hover = await client.sendRequest(HoverRequest.type, at(stem));
    expect(JSON.stringify(hover)).toContain('**`stem`**');
    expect(await client.sendRequest(DefinitionRequest.type, at(stem))).toHaveLength(1);
    const references = { ...at(stem), context: { includeDeclaration: true } };
    expect(await client.sendRequest(ReferencesRequest.type, references)).toHaveLength(1);
    expect(await client.sendRequest(DocumentHighlightRequest.type, at(stem))).toHaveLength(1);
    expect(await client.sendRequest(DocumentSymbolRequest.type, { textDocument })).toHaveLength(4);
    expect(await client.sendRequest(FoldingRangeRequest.type, { textDocument })).not.toEqual([]);
    expect(await client.sendRequest(DocumentLinkRequest.type, { textDocument })).toEqual([]);
    const selections = { textDocument, positions: [stem] };
    expect(await client.sendRequest(SelectionRangeRequest.type, selections)).toHaveLength(1);
    expect(await client.sendRequest(WorkspaceSymbolRequest.type, { query: 'st' })).toHaveLength(1);
    expect(await client.sendRequest(SemanticTokensRequest.type, { textDocument })).not.toEqual({ data: [] }); // prettier-ignore
    expect(await client.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range })).not.toEqual({ data: [] }); // prettier-ignore
  });

  it('completes at the end of a text that breaks off', async () => {
    await start();
    const broken = `${network}  - { name: more, op: `;
    await server.change(uri, 2, broken);
    const items = await server.client.sendRequest(
      CompletionRequest.type,
      at({ line: 12, character: 24 }),
    );
    expect(JSON.stringify(items)).toContain('"label":"max_pool"');
  });

  it('renames, and says why it does not', async () => {
    await start();
    const { client } = server;
    expect(await client.sendRequest(PrepareRenameRequest.type, at(stem))).toMatchObject({
      placeholder: 'stem',
    });
    const renamed = await client.sendRequest(RenameRequest.type, {
      ...at(stem),
      newName: 'first_',
    });
    expect(renamed?.changes?.[uri]).toHaveLength(1);
    await expect(
      client.sendRequest(RenameRequest.type, { ...at(stem), newName: 'body' }),
    ).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: 'There is already a layer “body”.',
    });
  });

  it('shows hints until they are switched off, and then asks for them anew', async () => {
    await start();
    const { client } = server;
    const wasAsked = new Promise<void>((resolve) => {
      client.onRequest(InlayHintRefreshRequest.type, () => resolve());
    });
    const hints = () => client.sendRequest(InlayHintRequest.type, { textDocument, range });
    expect(await hints()).toHaveLength(6);
    await client.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { inlayHints: { layers: false } },
    });
    await wasAsked;
    expect(await hints()).toHaveLength(1);
  });

  it('has nothing to say of texts that it does not know', async () => {
    await start();
    const unknown = { textDocument: { uri: 'file:///x.yaml' }, position: stem };
    expect(await server.client.sendRequest(HoverRequest.type, unknown)).toBeNull();
    expect(await server.client.sendRequest(CompletionRequest.type, unknown)).toEqual([]);
    expect(await server.client.sendRequest(RenameRequest.type, { ...unknown, newName: 'a' })).toBeNull();
  }); // prettier-ignore
});
