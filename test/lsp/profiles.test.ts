import { afterEach, describe, expect, it } from 'vitest';
import {
  HoverRequest,
  RegistrationRequest,
  type ClientCapabilities,
} from 'vscode-languageserver/node';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

const uri = 'file:///models/tiny.profile.json';
const profile = `{
\t"kind": "cnn-profile", "format": 1, "network": "tiny", "platform": "demo",
\t"layers": ["stem", "head"], "executionPlaces": ["big", "little"],
\t"seconds": [[0.002, 0.008], [0.004, 0.015]],
\t"weights": [3, 4]
}
`;

let server: TestServer;
afterEach(() => server.stop());

const start = async (options: object = {}) => {
  server = await TestServer.start(silentServices, { initializationOptions: options });
};

/** Rules and what they underline, of a text in which `before` is replaced. */
async function found(before: string, after: string): Promise<[unknown, string][]> {
  const text = profile.replace(before, after);
  await server.open(uri, 'json', text);
  const { diagnostics } = await server.diagnostics((d) => d.uri === uri);
  const lines = text.split('\n');
  return diagnostics.map(({ code, range: { start, end } }) => [
    code,
    (lines[start.line] ?? '').slice(start.character, end.line === start.line ? end.character : undefined), // prettier-ignore
  ]);
}

describe('a profile', () => {
  it.each<[title: string, before: string, after: string, found: [string, string][]]>([
    ['without problems', '', '', []],
    ['with a negative time', '0.008', '-0.008', [['bad-time', '-0.008']]],
    ['with a row too short', '[0.004, 0.015]', '[0.004]', [['wrong-size', '[0.004]']]],
    ['with a name twice', '"little"', '"big"', [['duplicate-name', '"big"']]],
    ['with a misspelt key', 'weights', 'wieghts', [['unknown-key', '"wieghts"']]],
    ['without a key', '"network": "tiny", ', '', [['missing-key', '{']]],
    ['with half a text', '"weights": [3, 4]\n}', '"weights": [3,', [['json-syntax', ',']]],
    ['with a comma too many', '[3, 4]', '[3, 4,]', [['json-syntax', ']']]],
    ['that is no JSON', '0.015', 'NaN', [['bad-time', 'NaN']]],
  ])('%s is judged at the very place', async (_title, before, after, expected) => {
    await start();
    expect(await found(before, after)).toEqual(expected);
  });

  it('gets only what a schema cannot say in an editor that judges by it', async () => {
    await start({ validatesJson: true });
    expect(await found('[0.004, 0.015]', '[0.004]')).toEqual([['wrong-size', '[0.004]']]);
    for (const [version, wrong] of [profile.replace('0.008', '-1'), `${profile}]`].entries()) {
      await server.change(uri, version + 2, wrong);
      expect((await server.diagnostics((d) => d.version === version + 2)).diagnostics).toEqual([]);
    }
  });

  it('has its severities from the settings, and no other feature', async () => {
    await start({ settings: { rules: { 'wrong-size': 'off' } } });
    expect(await found('[0.004, 0.015]', '[0.004]')).toEqual([]);
    const position = { line: 1, character: 3 };
    expect(await server.client.sendRequest(HoverRequest.type, { textDocument: { uri }, position })).toBeNull(); // prettier-ignore
  });

  it('is asked for where an editor gives texts on request', async () => {
    const capabilities: ClientCapabilities = {
      textDocument: { synchronization: { dynamicRegistration: true } },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    const registered: string[] = [];
    let wake = () => {};
    const isDone = new Promise<void>((resolve) => (wake = resolve));
    server = await TestServer.start(silentServices, { capabilities }, (client) => {
      client.onRequest(RegistrationRequest.type, ({ registrations }) => {
        registered.push(...registrations.map(({ method }) => method));
        if (registered.length >= 4) wake();
      });
    });
    await isDone;
    expect(registered.toSorted()).toEqual([
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
      'workspace/didChangeWatchedFiles',
    ]);
  });
});
