import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  ExecuteCommandRequest,
  LanguageClient,
  State,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import {
  liveChangedNotification,
  liveUpdateNotification,
} from '../../server/protocol/liveRequests';
import {
  platformForRequest,
  platformsChangedNotification,
  type PlatformForParams,
  type ServerOptions,
} from '../../server/protocol/serverSettings';
import { ids, languageIds } from './ids';

/** Tells how far a run is; the percentage is of the whole, where it is known. */
export type ReportProgress = (message: string, percentage: number | undefined) => void;

/**
 * The protocol's side of the language server. Loading the protocol takes longer than everything
 * else in the extension: this module is imported when the server starts, and not before.
 */
export class ServerClient {
  private readonly client: LanguageClient;
  private runs = 0;

  /**
   * @param startProcess gives the server's process; called again where the server is restarted.
   * @param platformFor URI of the platform that a network is for, or null.
   * @param notified takes the server's notifications of runs.
   */
  constructor(
    startProcess: () => ChildProcess,
    options: ServerOptions,
    platformFor: (networkUri: string) => Promise<string | null>,
    notified: (method: string, params: unknown) => void,
  ) {
    this.client = createClient(startProcess, {
      ...options,
      answersPlatform: true,
      validatesJson: true,
    });
    this.client.onRequest(platformForRequest, ({ networkUri }: PlatformForParams) =>
      platformFor(networkUri),
    );
    for (const method of [liveUpdateNotification, liveChangedNotification]) {
      this.client.onNotification(method, (params: unknown) => notified(method, params));
    }
  }

  start(): Promise<void> {
    return this.client.start();
  }

  /** Starts the server anew, also one that has failed too often to be started by itself. */
  restart(): Promise<void> {
    return this.client.needsStop() ? this.client.restart() : this.client.start();
  }

  dispose(): Promise<void> {
    return this.client.dispose();
  }

  async request<Reply>(method: string, params: object): Promise<Reply> {
    this.checkAlive();
    return this.client.sendRequest<Reply>(method, params);
  }

  async execute<Reply>(
    command: string,
    params: object,
    token: vscode.CancellationToken,
    onProgress: ReportProgress,
  ): Promise<Reply> {
    this.checkAlive();
    const workDoneToken = `run-${(this.runs += 1)}`;
    const listener = this.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'report') onProgress(value.message ?? '', value.percentage);
    });
    try {
      const request = { command, arguments: [params], workDoneToken };
      return await this.client.sendRequest<Reply>(ExecuteCommandRequest.method, request, token);
    } finally {
      listener.dispose();
    }
  }

  /** Throws where the server has failed so often that it is not started again by itself. */
  private checkAlive(): void {
    const { state } = this.client;
    if (state !== State.Stopped && state !== State.StartFailed) return;
    throw new Error(
      vscode.l10n.t(
        'The language server has stopped. “CNN Tuner: Restart Language Server” starts it again; the output “CNN Pipeline Tuner” says why it ended.',
      ),
    );
  }

  log(line: string): void {
    this.client.error(line, undefined, false);
  }

  notify(method: string, params: object): Promise<void> {
    return this.client.sendNotification(method, params);
  }

  /** Tells that networks may be for other platforms now. */
  platformsChanged(): Promise<void> {
    return this.client.sendNotification(platformsChangedNotification);
  }

  sendSettings(settings: ServerOptions['settings']): Promise<void> {
    return this.client.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }
}

function createClient(startProcess: () => ChildProcess, options: ServerOptions): LanguageClient {
  return new LanguageClient(
    ids.settings,
    'CNN Pipeline Tuner',
    () => Promise.resolve(startProcess()),
    {
      documentSelector: languageIds.map((language) => ({ language })),
      initializationOptions: options,
    },
  );
}
