import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  ExecuteCommandRequest,
  LanguageClient,
  TransportKind,
} from 'vscode-languageclient/node';
import { tuneCommand, type TuneParams, type TuneReply } from '../../server/protocol/requests';
import type { ServerOptions, ServerSettings } from '../../server/protocol/serverSettings';
import { ids, languageIds } from './ids';

/** The language server, started when it is first needed. */
export class ServerConnection implements vscode.Disposable {
  private client: LanguageClient | null = null;
  private starting: Promise<void> | null = null;
  private readonly trust: vscode.Disposable;

  constructor(private readonly extensionPath: string) {
    this.trust = vscode.workspace.onDidGrantWorkspaceTrust(() => this.sendSettings());
  }

  /** Starts the server; does nothing where it runs. */
  start(): Promise<void> {
    this.client ??= createClient(this.extensionPath);
    this.starting ??= this.client.start();
    return this.starting;
  }

  async restart(): Promise<void> {
    await this.start();
    await this.client?.restart();
  }

  /** Sends a request and waits for its reply; rejects where the server gives an error. */
  async request<Reply>(method: string, params: object): Promise<Reply> {
    await this.start();
    if (this.client === null) throw new Error(vscode.l10n.t('The language server was stopped.'));
    return this.client.sendRequest<Reply>(method, params);
  }

  /** Runs a tuning; the server shows its progress, with Cancel. */
  tune(params: TuneParams): Promise<TuneReply> {
    return this.request(ExecuteCommandRequest.method, {
      command: tuneCommand,
      arguments: [params],
    });
  }

  /** Writes a line to the product's log. */
  async log(line: string): Promise<void> {
    await this.start();
    this.client?.error(line, undefined, false);
  }

  async dispose(): Promise<void> {
    this.trust.dispose();
    const { client } = this;
    this.client = null;
    this.starting = null;
    await client?.dispose();
  }

  private async sendSettings(): Promise<void> {
    // A server that starts later is told when it starts.
    if (this.starting === null) return;
    await this.starting;
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, {
      settings: serverSettings(),
    });
  }
}

function createClient(extensionPath: string): LanguageClient {
  const module = join(extensionPath, 'dist', 'server.js');
  const run = { module, transport: TransportKind.ipc };
  const options: ServerOptions = {
    runCommand: ids.runShishaTuning,
    settings: serverSettings(),
  };
  return new LanguageClient(
    ids.settings,
    'CNN Pipeline Tuner',
    { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6011'] } } },
    {
      documentSelector: languageIds.map((language) => ({ language })),
      initializationOptions: options,
    },
  );
}

function serverSettings(): ServerSettings {
  return { trusted: vscode.workspace.isTrusted };
}
