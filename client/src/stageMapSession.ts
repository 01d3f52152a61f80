import * as vscode from 'vscode';
import type { StageMapEvent, StageMapPanelRequest } from '../../server/protocol/panelMessages';
import type { LiveUpdate } from '../../server/protocol/liveModel';
import {
  stageMapRequest,
  type StageMapParams,
  type StageMapReply,
} from '../../server/protocol/requests';
import type { LiveListener } from './live/liveRuns';
import { PanelLink } from './panels/panelLink';
import { keyOf, readResult, watchFile } from './panels/resultFile';
import type { ServerConnection } from './serverConnection';

/** Faster figures cannot be read. */
const measuredEverySeconds = 0.5;

/** What a stage map asks of the rest of the extension. Paths are relative to the result's folder. */
export interface StageMapActions {
  revealLayer(network: vscode.Uri, layer: string): Promise<void>;
  /** @param onCores true for a result whose trials ran on this machine. */
  tuneAgain(network: vscode.Uri, platform: vscode.Uri, onCores: boolean): Promise<void>;
  /** Tells of runs of the result on this machine. */
  follow(result: vscode.Uri, told: LiveListener): vscode.Disposable;
}

/**
 * One stage map panel: sends it the result when it is ready, follows the file, answers what it asks.
 * A panel that was hidden and comes back says `ready` again and gets what it showed.
 */
export class StageMapSession implements vscode.Disposable {
  private readonly link: PanelLink<StageMapPanelRequest, StageMapEvent>;
  private readonly watcher: vscode.Disposable;
  private trial: number | undefined;
  private sources: Extract<StageMapReply, { status: 'ok' }>['sources'] = {};
  private onCores = false;
  private key = '';
  /** When measured times were last shown, by the clock of their run. */
  private measuredSeconds = -Infinity;

  constructor(
    private readonly file: vscode.Uri,
    webview: vscode.Webview,
    private readonly server: ServerConnection,
    private readonly actions: StageMapActions,
  ) {
    this.link = new PanelLink(webview, {
      ready: () => this.show(),
      answer: (request) => this.answer(request),
      log: (line) => server.log(`Stage map: ${line}`),
    });
    this.watcher = vscode.Disposable.from(
      watchFile(file, () => void this.fileChanged()),
      actions.follow(file, {
        changed: () => undefined,
        updated: (update) => this.showMeasured(update),
      }),
    );
  }

  dispose(): void {
    this.watcher.dispose();
    this.link.dispose();
  }

  private async answer(request: StageMapPanelRequest): Promise<void> {
    switch (request.kind) {
      case 'showTrial':
        this.trial = request.trial;
        return this.show();
      case 'revealLayer':
        return this.actions.revealLayer(this.source('network'), request.layer);
      case 'command':
        return this.command(request.command);
    }
  }

  private async command(command: 'tuneAgain' | 'openAsText'): Promise<void> {
    if (command === 'tuneAgain') {
      await this.actions.tuneAgain(this.source('network'), this.source('platform'), this.onCores);
    } else {
      await vscode.commands.executeCommand('vscode.openWith', this.file, 'default');
    }
  }

  /** What stages take while the result runs, a few times a second. */
  private showMeasured({ point, servesResult, stages, places }: LiveUpdate): void {
    const { elapsedSeconds } = point;
    const stageSeconds = servesResult
      ? stages.map(({ place }) => point.stageSeconds[places.indexOf(place)] ?? 0)
      : [];
    const isSoon = Math.abs(elapsedSeconds - this.measuredSeconds) < measuredEverySeconds;
    if (isSoon || !this.link.isReady) return;
    this.measuredSeconds = elapsedSeconds;
    this.link.post({ type: 'measured', stageSeconds });
  }

  /** A new result begins with its own best trial. Watchers also tell of what was read already. */
  private async fileChanged(): Promise<void> {
    if (this.key !== '' && (await keyOf(this.file)) === this.key) return;
    this.trial = undefined;
    this.key = '';
    // Measured times were those of the old result.
    this.link.post({ type: 'measured', stageSeconds: [] });
    if (this.link.isReady) await this.show();
  }

  /** Sends the trial that is wanted. */
  private show(): Promise<void> {
    return this.link.show(
      () => this.ask(),
      (reply) => {
        if (reply.status === 'ok') {
          this.sources = reply.sources;
          this.onCores = reply.testbed === 'local';
          this.link.post({ type: 'stageMap', model: reply.model });
        } else {
          const lost = vscode.l10n.t('The language server lost the result: open it again.');
          this.link.fail(reply.status === 'invalid' ? reply.message : lost);
        }
      },
    );
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
}
