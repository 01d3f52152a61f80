import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  createConnection,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
} from 'vscode-languageserver/node';
import { buildServer } from '../../server/src/buildServer';
import { network } from './fixtures';
import { silentServices } from './silentServices';

const uri = 'file:///models/tiny.cnn.yaml';
const textDocument = { uri, languageId: 'cnn-network', version: 1, text: network };

/** A server whose messages are written in chunks, as they come where it was busy. */
function startServer(): {
  send(...messages: readonly object[]): void;
  reply(id: number): Promise<object>;
} {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  buildServer(connection, silentServices);
  connection.listen();
  const waiting = new Map<unknown, (message: Message) => void>();
  new StreamMessageReader(output).listen((message) => {
    if ('id' in message) waiting.get(message.id)?.(message);
  });
  return {
    send(...messages) {
      const frames = messages.map((message) => {
        const body = JSON.stringify({ jsonrpc: '2.0', ...message });
        return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      });
      input.write(frames.join(''));
    },
    reply: (id) => new Promise((resolve) => waiting.set(id, resolve)),
  };
}

describe('a request that waits', () => {
  it('is not worked on once it was cancelled', async () => {
    const { send, reply } = startServer();
    const started = reply(1);
    send({ id: 1, method: 'initialize', params: { processId: null, capabilities: {} } });
    await started;
    const hover = { textDocument: { uri }, position: { line: 9, character: 13 } };
    const replies = [reply(2), reply(3)];
    send(
      { method: 'textDocument/didOpen', params: { textDocument } },
      { id: 2, method: 'textDocument/hover', params: hover },
      { id: 3, method: 'textDocument/hover', params: hover },
      { method: '$/cancelRequest', params: { id: 2 } },
    );
    const [cancelled, answered] = await Promise.all(replies);
    expect(cancelled).toMatchObject({ error: { code: LSPErrorCodes.RequestCancelled } });
    expect(answered).toMatchObject({ result: { contents: { kind: 'markdown' } } });
    const ended = reply(4);
    send({ id: 4, method: 'shutdown' });
    await ended;
  });
});
