import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { root } from '../examples';

/** A language server as an editor starts it. */
export interface LspProgram {
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly initializationOptions?: object;
  /** Sent once it runs, and given wherever it asks. */
  readonly settings?: object;
}

/** Our server, as the extension starts it. */
export const ownServer: LspProgram = {
  args: ['--max-semi-space-size=8', join(root, 'dist', 'server.js'), '--stdio'],
  initializationOptions: {
    settings: { platform: join(root, 'examples', 'platforms', 'chiplet-4f4s.platform.yaml') },
  },
};

/** Insertion or deletion at a place, counted from 0. */
export interface Change {
  readonly line: number;
  readonly character: number;
  /** Units that are taken out. */
  readonly drop: number;
  readonly text: string;
}

/** A language server in a process of its own, over its standard input and output. */
export class LspProcess {
  private readonly versions = new Map<string, number>();
  private readonly waiting = new Map<string, () => void>();

  private constructor(
    private readonly child: ChildProcess,
    readonly connection: ProtocolConnection,
    settings: object,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version }) => {
      // Some servers do not say which version they mean; they are asked one thing at a time.
      if (version === undefined || version === this.versions.get(uri)) this.waiting.get(uri)?.();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section = '' }) => (settings as Record<string, unknown>)[section] ?? null),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.listen();
  }

  static async start({
    args,
    initializationOptions,
    settings = {},
  }: LspProgram): Promise<LspProcess> {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const server = new LspProcess(child, connection, settings);
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { publishDiagnostics: { versionSupport: true } },
        workspace: { configuration: true },
      },
      initializationOptions,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    await connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    return server;
  }

  /** Opens a text and waits until it was checked. */
  async open(uri: string, languageId: string, text: string): Promise<void> {
    const checked = this.checked(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    await checked;
  }

  /** Changes a text; gives the milliseconds until it was checked. */
  async type(uri: string, change: Change): Promise<number> {
    const start = performance.now();
    const checked = this.change(uri, change);
    await checked;
    return performance.now() - start;
  }

  /** Changes a text; the promise settles when it was checked. */
  change(uri: string, { line, character, drop, text }: Change): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    const checked = this.checked(uri, version);
    const range = { start: { line, character }, end: { line, character: character + drop } };
    void this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
    return checked;
  }

  /** Memory that the process holds, bytes. Linux tells it; elsewhere it is not known. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    await ended;
    this.connection.dispose();
  }

  private checked(uri: string, version: number): Promise<void> {
    this.versions.set(uri, version);
    return new Promise((resolve) => {
      this.waiting.set(uri, () => {
        this.waiting.delete(uri);
        resolve();
      });
    });
  }
}
