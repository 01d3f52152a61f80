import { Duplex } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { ServerServices } from '../../server/src/handlers/serverContext';
import { buildServer } from '../../server/src/buildServer';

/** Bytes that are written come out to be read. */
class Pipe extends Duplex {
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.push(chunk);
    setImmediate(done);
  }
}

/** A real server and a client, joined in memory. */
export class TestServer {
  private readonly published: PublishDiagnosticsParams[] = [];
  private readonly waiters: (() => void)[] = [];

  private constructor(readonly client: ProtocolConnection) {
    client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      for (const wake of this.waiters.splice(0)) wake();
    });
  }

  static async start(
    services: ServerServices,
    params: Partial<InitializeParams> = {},
    prepare: (client: ProtocolConnection) => void = () => undefined,
  ): Promise<TestServer> {
    const [up, down] = [new Pipe(), new Pipe()];
    const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    buildServer(connection, services);
    connection.listen();
    const client = createProtocolConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    const server = new TestServer(client);
    prepare(client);
    client.listen();
    await client.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {},
      ...params,
    });
    await client.sendNotification(InitializedNotification.type, {});
    return server;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    await this.client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the whole text. */
  async change(uri: string, version: number, text: string): Promise<void> {
    await this.client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    await this.client.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  /** The first diagnostics, from now or before, that `fits`. */
  async diagnostics(
    fits: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.published.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((wake) => this.waiters.push(wake));
    }
  }

  /** Waits until what the editor shows of a text has these rules and lacks those. */
  async shows(uri: string, wanted: readonly string[], unwanted: readonly string[] = []) {
    for (;;) {
      const { diagnostics = [] } = this.published.findLast((p) => p.uri === uri) ?? {};
      const has = (rule: string) => diagnostics.some(({ code }) => code === rule);
      if (wanted.every(has) && !unwanted.some(has)) return diagnostics;
      await new Promise<void>((wake) => this.waiters.push(wake));
    }
  }

  /** Versions of a text whose diagnostics were published so far. */
  publishedVersions(uri: string): (number | undefined)[] {
    return this.published.filter((p) => p.uri === uri).map((p) => p.version);
  }

  async stop(): Promise<void> {
    await this.client.sendRequest(ShutdownRequest.type);
    this.client.dispose();
  }
}
