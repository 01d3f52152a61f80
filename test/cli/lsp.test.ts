import { expect, it } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { useTool } from './tool';

const tool = useTool();

it('serves the language server on standard input and output', async () => {
  const child = tool.spawn(process.execPath, [tool.script, 'lsp', '--stdio']);
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The process has no streams.');
  const ended = new Promise((resolve) => child.once('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(stdout),
    new StreamMessageWriter(stdin),
  );
  connection.listen();
  const problems = new Promise((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', resolve);
  });
  const capabilities = { processId: process.pid, rootUri: null, capabilities: {} };
  expect(await connection.sendRequest('initialize', capabilities)).toMatchObject({
    capabilities: { textDocumentSync: {} },
  });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: 'file:///n.cnn.yaml', languageId: 'cnn-network', version: 1 };
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, text: 'cnn: Net\n' },
  });
  expect(await problems).toMatchObject({
    uri: textDocument.uri,
    diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'missing-key' })]),
  });
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});
