import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { ids } from './ids';
import type { ReportProgress, ServerClient } from './languageClient';
import type { PlatformChoice } from './platformChoice';
import { ruleHref } from './openRule';
import { startServerProcess } from './startServerProcess';
import { serverSettings } from './serverSettings';

interface ServerNotification {
  readonly method: string;
  readonly params: unknown;
}

/** The language server, started when it is first needed. */
export class ServerConnection implements vscode.Disposable {
  private client: ServerClient | null = null;
  private starting: Promise<ServerClient> | null = null;
  private readonly started = new vscode.EventEmitter<void>();
  private readonly notified = new vscode.EventEmitter<ServerNotification>();
  private readonly subscriptions: vscode.Disposable[];

  /** Tells that the server runs now. */
  readonly onDidStart = this.started.event;

  constructor(
    private readonly extension: vscode.Extension<unknown>,
    private readonly platforms: PlatformChoice,
  ) {
    this.subscriptions = [
      this.started,
      this.notified,
      platforms.onDidChange(() => this.client?.platformsChanged()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.sendSettings()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(ids.settings)) void this.sendSettings();
      }),
    ];
  }

  /** True once the server runs. */
  get isStarted(): boolean {
    return this.client !== null;
  }

  /** Starts the server; does nothing where it runs. */
  async start(): Promise<void> {
    await this.running();
  }

  async restart(): Promise<void> {
    await (await this.running()).restart();
  }

  /** Sends a request and waits for its reply; rejects where the server gives an error. */
  async request<Reply>(method: string, params: object): Promise<Reply> {
    return (await this.running()).request<Reply>(method, params);
  }

  /** Runs one of the server's commands. Cancelling ends it with what it has found. */
  async execute<Reply>(
    command: string,
    params: object,
    token: vscode.CancellationToken,
    onProgress: ReportProgress,
  ): Promise<Reply> {
    return (await this.running()).execute<Reply>(command, params, token, onProgress);
  }

  /** Listens to a notification of the server, which runs or will run. */
  onNotification<Params>(method: string, listener: (params: Params) => void): vscode.Disposable {
    return this.notified.event((told) => {
      // What the server sends under a name has that name's type.
      if (told.method === method) listener(told.params as Params);
    });
  }

  /** Tells the server something, where it runs: one that does not has nothing to be told. */
  async notify(method: string, params: object): Promise<void> {
    await this.client?.notify(method, params);
  }

  /** Writes a line to the product's log. */
  async log(line: string): Promise<void> {
    (await this.running()).log(line);
  }

  async dispose(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.dispose();
    const { starting } = this;
    this.client = null;
    this.starting = null;
    const client = await starting?.catch(() => null);
    await client?.dispose();
  }

  private running(): Promise<ServerClient> {
    this.starting ??= this.open().catch((error: unknown) => {
      // The next request tries again.
      this.starting = null;
      throw error;
    });
    return this.starting;
  }

  private async open(): Promise<ServerClient> {
    const { extensionPath } = this.extension;
    // The process starts while the protocol is being loaded.
    let first: ChildProcess | null = startServerProcess(extensionPath);
    const { ServerClient } = await import('./languageClient');
    const client = new ServerClient(
      () => {
        const server = first ?? startServerProcess(extensionPath);
        first = null;
        return server;
      },
      {
        runCommand: ids.runShishaTuning,
        compareCommand: ids.compareExplorers,
        layersCommand: ids.showLayers,
        replayCommand: ids.replayInterference,
        openResultCommand: ids.openStageMap,
        ruleHref: ruleHref(this.extension),
        settings: serverSettings(),
      },
      async (network) =>
        (await this.platforms.current(vscode.Uri.parse(network)))?.toString() ?? null,
      (method, params) => this.notified.fire({ method, params }),
    );
    await client.start();
    this.client = client;
    this.started.fire();
    return client;
  }

  private async sendSettings(): Promise<void> {
    // A server that starts later is told when it starts.
    await this.client?.sendSettings(serverSettings());
  }
}
