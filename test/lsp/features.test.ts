import { afterEach, describe, expect, it } from 'vitest';
import { CodeLensRequest, ErrorCodes, ExecuteCommandRequest } from 'vscode-languageserver/node';
import { layerLocationRequest, tuneCommand } from '../../server/protocol/requests';
import { network } from './fixtures';
import { silentServices } from './silentServices';
import { TestServer } from './testServer';

const uri = 'file:///models/tiny.cnn.yaml';

let server: TestServer;
afterEach(() => server.stop());

const start = async (initializationOptions: unknown = {}) => {
  server = await TestServer.start(silentServices, { initializationOptions });
  await server.open(uri, 'cnn-network', network);
};
const lenses = async () =>
  (await server.client.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];

describe('code lenses', () => {
  it('tell the size and offer the command of the editor', async () => {
    await start({ runCommand: 'run.it', layersCommand: 'show.layers' });
    const found = await lenses();
    expect(found.map((lens) => lens.command?.title)).toEqual([
      expect.stringMatching(/^5 layers · \d.* weight$/),
      expect.stringMatching(/Run Shisha Tuning$/),
    ]);
    expect(found[1]?.command).toMatchObject({ command: 'run.it', arguments: [uri] });
    expect(found[0]?.command).toMatchObject({ command: 'show.layers', arguments: [uri] });
    expect(found[0]?.range.start).toEqual({ line: 0, character: 0 });
  });

  it('stay while the text is broken, and move with the line', async () => {
    await start();
    const [before] = await lenses();
    await server.change(uri, 2, `# comment\n${network}  - {`);
    const [after] = await lenses();
    expect(after?.command?.title).toBe(before?.command?.title);
    expect(after?.range.start.line).toBe(1);
  });

  it('are none for other files', async () => {
    await start();
    const params = { textDocument: { uri: 'file:///unknown.cnn.yaml' } };
    expect(await server.client.sendRequest(CodeLensRequest.type, params)).toEqual([]);
  });
});

describe('layer location', () => {
  const locate = (layer: string) =>
    server.client.sendRequest(layerLocationRequest, { networkUri: uri, layer });

  it('finds plain layers and layers of a template', async () => {
    await start();
    expect(await locate('head')).toMatchObject({ range: { start: { line: 11, character: 12 } } });
    expect(await locate('body_2.main')).toMatchObject({ range: { start: { line: 6 } } });
    expect(await locate('nowhere')).toEqual({ range: null });
  });
});

describe('malformed requests', () => {
  it('are refused, and the server goes on', async () => {
    await start({ runCommand: 42 });
    const { client } = server;
    const refused = { code: ErrorCodes.InvalidParams };
    await expect(client.sendRequest(layerLocationRequest, { layer: 1 })).rejects.toMatchObject(
      refused,
    );
    await expect(client.sendRequest(layerLocationRequest, undefined)).rejects.toThrow();
    await expect(
      client.sendRequest(ExecuteCommandRequest.type, { command: tuneCommand, arguments: [] }),
    ).rejects.toMatchObject(refused);
    await expect(
      client.sendRequest(ExecuteCommandRequest.type, {
        command: tuneCommand,
        arguments: [{ networkUri: uri, platformUri: uri, options: { trials: -1 } }],
      }),
    ).rejects.toMatchObject(refused);
    await expect(client.sendRequest('cnnTuner/nothing', {})).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
    });
    expect(await lenses()).toHaveLength(1);
  });
});
