import * as vscode from 'vscode';
import type {
  HostMessage,
  PanelMessage,
  StageMapEvent,
  StageMapPanelRequest,
} from '../../server/protocol/panelMessages';
import {
  stageMapRequest,
  type StageMapParams,
  type StageMapReply,
} from '../../server/protocol/requests';
import type { ServerConnection } from './serverConnection';

/** What a stage map asks of the rest of the extension. Paths are relative to the result's folder. */
export interface StageMapActions {
  revealLayer(network: vscode.Uri, layer: string): Promise<void>;
  tuneAgain(network: vscode.Uri, platform: vscode.Uri): Promise<void>;
}

/** Larger files are no results. */
const maxBytes = 100_000_000;

/**
 * One stage map panel: sends it the result when it is ready, follows the file, answers what it asks.
 * A panel that was hidden and comes back says `ready` again and gets what it showed.
 */
export class StageMapSession implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private trial: number | undefined;
  private sources: Extract<StageMapReply, { status: 'ok' }>['sources'] = {};
  private key = '';
  private ready = false;

  constructor(
    private readonly file: vscode.Uri,
    private readonly webview: vscode.Webview,
    private readonly server: ServerConnection,
    private readonly actions: StageMapActions,
  ) {
    const folder = vscode.Uri.joinPath(file, '..');
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, escapeGlob(name)),
    );
    const changed = () => void this.fileChanged();
    this.subscriptions.push(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      webview.onDidReceiveMessage(
        (message: PanelMessage<StageMapPanelRequest>) => void this.receive(message),
      ),
    );
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async receive(message: PanelMessage<StageMapPanelRequest>): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        return this.show();
      case 'error':
        return this.server.log(`Stage map: ${message.message}`);
      case 'request':
        return this.post({
          type: 'reply',
          id: message.id,
          ...(await this.answer(message.request)),
        });
    }
  }

  /** Does what the panel asks; gives the reason where it cannot be done. */
  private async answer(request: StageMapPanelRequest): Promise<{ error?: string }> {
    try {
      switch (request.kind) {
        case 'showTrial':
          this.trial = request.trial;
          await this.show();
          break;
        case 'revealLayer':
          await this.actions.revealLayer(this.source('network'), request.layer);
          break;
        case 'command':
          await this.command(request.command);
      }
      return {};
    } catch (error) {
      return { error: messageOf(error) };
    }
  }

  private async command(command: 'tuneAgain' | 'openAsText'): Promise<void> {
    if (command === 'tuneAgain') {
      await this.actions.tuneAgain(this.source('network'), this.source('platform'));
    } else {
      await vscode.commands.executeCommand('vscode.openWith', this.file, 'default');
    }
  }

  /** A new result begins with its own best trial. Watchers also tell of what was read already. */
  private async fileChanged(): Promise<void> {
    if (this.key !== '' && (await keyOf(this.file)) === this.key) return;
    this.trial = undefined;
    this.key = '';
    if (this.ready) await this.show();
  }

  /** Sends the trial that is wanted, or why there is none. */
  private async show(): Promise<void> {
    try {
      const reply = await this.ask();
      if (reply.status === 'ok') {
        this.sources = reply.sources;
        this.post({ type: 'stageMap', model: reply.model });
      } else {
        const lost = vscode.l10n.t('The language server lost the result: open it again.');
        this.post({ type: 'failure', message: reply.status === 'invalid' ? reply.message : lost });
      }
    } catch (error) {
      this.post({ type: 'failure', message: messageOf(error) });
    }
  }

  /** Asks by key first: the server keeps results parsed, and a text may be long. */
  private async ask(): Promise<StageMapReply> {
    const trial = this.trial === undefined ? {} : { trial: this.trial };
    if (this.key !== '') {
      const reply = await this.request({ key: this.key, ...trial });
      if (reply.status !== 'unknown') return reply;
    }
    const { key, text } = await readResult(this.file);
    this.key = key;
    return this.request({ key, text, ...trial });
  }

  private request(params: StageMapParams): Promise<StageMapReply> {
    return this.server.request<StageMapReply>(stageMapRequest, params);
  }

  private source(kind: 'network' | 'platform'): vscode.Uri {
    const path = this.sources[kind];
    if (path === undefined) {
      throw new Error(vscode.l10n.t('The result does not say which {0} it is for.', kind));
    }
    return vscode.Uri.joinPath(this.file, '..', path);
  }

  private post(message: HostMessage<StageMapEvent>): void {
    void this.webview.postMessage(message);
  }
}

async function readResult(file: vscode.Uri): Promise<{ key: string; text: string }> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > maxBytes) throw new Error(vscode.l10n.t('The file is larger than 100 MB.'));
  // Before the text: a change between the two is then noticed.
  const key = await keyOf(file);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return { key, text };
}

/** Identifies a version of a file; empty where there is none. */
async function keyOf(file: vscode.Uri): Promise<string> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    return `${file.toString()}#${mtime}-${size}`;
  } catch {
    return '';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** File names may hold what patterns read as wildcards. */
function escapeGlob(name: string): string {
  return name.replace(/[[\]{}*?!]/g, (character) => `[${character}]`);
}
