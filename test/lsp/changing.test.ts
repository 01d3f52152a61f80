import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeAction,
  CodeActionRequest,
  CodeActionTriggerKind,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

const uri = 'file:///models/tiny.cnn.yaml';
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

let server: TestServer;
beforeEach(async () => {
  const initializationOptions = { ruleHref: 'https://rules/#{rule}' };
  server = await TestServer.start(silentServices, { initializationOptions });
});
afterEach(() => server.stop());

const apply = (text: string, edits: readonly TextEdit[] | null | undefined) =>
  TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), [...(edits ?? [])]);

/** Actions at the mark `¦` of a text, with the diagnostics that the server has published of it. */
async function actionsAt(marked: string, only?: string[]): Promise<CodeAction[]> {
  const text = marked.replace('¦', '');
  await server.open(uri, 'cnn-network', text);
  const { diagnostics } = await server.diagnostics((d) => d.uri === uri);
  const position = TextDocument.create(uri, '', 1, text).positionAt(marked.indexOf('¦'));
  const found = await server.client.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: { start: position, end: position },
    context: {
      diagnostics: diagnostics.filter(({ range }) => range.start.line === position.line),
      triggerKind: CodeActionTriggerKind.Invoked,
      ...(only && { only }),
    },
  });
  return (found ?? []).filter((action) => CodeAction.is(action));
}

describe('code actions through the protocol', () => {
  const misspelt = network.replace('units: 10', '¦unitz: 10');

  it('mend and silence what was published, and name it', async () => {
    const [change, ...others] = await actionsAt(misspelt);
    expect(change).toMatchObject({
      title: 'Change to `units`',
      kind: 'quickfix',
      isPreferred: true,
    });
    expect(change?.diagnostics).toMatchObject([
      { code: 'unknown-key', codeDescription: { href: 'https://rules/#unknown-key' } },
    ]);
    expect(apply(misspelt.replace('¦', ''), change?.edit?.changes?.[uri])).toBe(network);
    expect(others.map(({ title }) => title)).toContain('Silence `unknown-key` on this line');
  });

  it('are only of the kinds that are wanted', async () => {
    const repeated = network.replace('repeat: 3', '¦repeat: 3');
    expect((await actionsAt(repeated, ['refactor.rewrite'])).map(({ title }) => title)).toEqual([
      'Expand `body` into its 3 copies',
    ]);
    await server.change(uri, 2, misspelt.replace('¦', ''));
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const fixAll = await server.client.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: whole,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(fixAll).toMatchObject([{ kind: 'source.fixAll.cnnTuner' }]);
  });

  it('are none for texts that are not known', async () => {
    const context = { diagnostics: [] };
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(await server.client.sendRequest(CodeActionRequest.type, { textDocument, range, context })).toEqual([]); // prettier-ignore
    expect(await server.client.sendRequest(DocumentFormattingRequest.type, { textDocument, options })).toEqual([]); // prettier-ignore
  });
});

describe('formatting through the protocol', () => {
  const crooked = network
    .replace('{ name: stem, ', '{name:   stem,')
    .replace('{ name: head, ', '{  name: head , ');

  it('straightens a text, or a range of it', async () => {
    await server.open(uri, 'cnn-network', crooked);
    const all = await server.client.sendRequest(DocumentFormattingRequest.type, { textDocument, options }); // prettier-ignore
    expect(apply(crooked, all)).toBe(network);
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 5 } };
    const line = await server.client.sendRequest(DocumentRangeFormattingRequest.type, { textDocument, options, range }); // prettier-ignore
    expect(apply(crooked, line)).toBe(crooked.replace('{name:   stem,', '{ name: stem, '));
  });

  it('leaves a text alone that is being typed', async () => {
    await server.open(uri, 'cnn-network', `${crooked}  - { name: half, op:`);
    expect(await server.client.sendRequest(DocumentFormattingRequest.type, { textDocument, options })).toEqual([]); // prettier-ignore
  });
});

describe('severities', () => {
  const unused = network.replace('input:', 'constants: { spare: 1 }\ninput:');
  const set = (rules: unknown) =>
    server.client.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { rules },
    });

  it('follow the settings, in which a slip undoes nothing else', async () => {
    await server.open(uri, 'cnn-network', unused);
    expect(await server.shows(uri, ['unused-constant'])).toMatchObject([{ severity: 2 }]);
    await set({ 'unused-constant': 'off', 'dominant-layer': 'loud', 'no-such-rule': 'error' });
    expect(await server.shows(uri, [], ['unused-constant'])).toEqual([]);
    await set({ 'unused-constant': 'error' });
    expect(await server.shows(uri, ['unused-constant'])).toMatchObject([{ severity: 1 }]);
  });

  it('are understood within all that an editor was configured with', async () => {
    await server.open(uri, 'cnn-network', unused);
    await server.shows(uri, ['unused-constant']);
    await server.client.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { settings: { rules: { 'unused-constant': 'off' } } },
    });
    expect(await server.shows(uri, [], ['unused-constant'])).toEqual([]);
  });

  it('are not of rules that say that nothing can be read', async () => {
    await set({ 'yaml-syntax': 'off' });
    await server.open(uri, 'cnn-network', `${network}  - {`);
    expect(await server.shows(uri, ['yaml-syntax'])).not.toEqual([]);
  });
});
