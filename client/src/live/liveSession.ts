import * as vscode from 'vscode';
import type { LiveLoad } from '../../../server/protocol/liveModel';
import {
  calmRequest,
  liveModelRequest,
  stopRunRequest,
  type LiveModelReply,
  type LiveRunParams,
} from '../../../server/protocol/liveRequests';
import type { LiveEvent, LivePanelRequest } from '../../../server/protocol/panelMessages';
import { PanelLink } from '../panels/panelLink';
import type { PanelSession } from '../panels/panelShelf';
import { nameOf } from '../panels/resultFile';
import { saveText } from '../panels/saveText';
import { reportErrors } from '../registerCommand';
import { openStageMap } from '../runTuning';
import type { ServerConnection } from '../serverConnection';
import { injectInterference } from './injectInterference';
import type { LiveRuns } from './liveRuns';
import type { LoadMemory } from './loadMemory';
import { runPipeline } from './runPipeline';
import { saveReplay } from './saveReplay';

/** What a live panel needs of the extension. */
export interface LiveServices {
  readonly server: ServerConnection;
  readonly runs: LiveRuns;
  readonly loads: LoadMemory;
}

/**
 * One live panel: sends it the run as it stands whenever it is ready or the run changes, and what each
 * moment adds in between. The server keeps the run, so that a panel that was hidden or moved gets all
 * of it again.
 */
export class LiveSession implements PanelSession {
  readonly subject: string;
  private readonly link: PanelLink<LivePanelRequest, LiveEvent>;
  private readonly following: vscode.Disposable;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly result: vscode.Uri,
    private readonly services: LiveServices,
  ) {
    this.subject = result.toString();
    panel.title = vscode.l10n.t('Run of {0}', nameOf(result));
    this.link = new PanelLink(panel.webview, {
      ready: () => this.show(),
      answer: (request) => this.answer(request),
      log: (line) => services.server.log(`Live panel: ${line}`),
    });
    this.following = services.runs.follow(result, {
      changed: () => {
        if (this.link.isReady) void this.show();
      },
      updated: (update) => {
        if (this.link.isReady && panel.visible) this.link.post({ type: 'update', update });
      },
    });
  }

  dispose(): void {
    this.following.dispose();
    this.link.dispose();
  }

  private async answer(request: LivePanelRequest): Promise<void> {
    const { server, loads } = this.services;
    switch (request.kind) {
      case 'run':
        await loads.remember(request.load);
        // The panel is not to wait for the end: it is told of it, and failures are shown.
        void reportErrors(runPipeline(server, this.result, request.load));
        return;
      case 'stop':
        await server.request(stopRunRequest, this.params);
        return;
      case 'inject':
        // The panel is not to wait for the person's answers.
        void reportErrors(injectInterference(server, this.params));
        return;
      case 'calm':
        await server.request(calmRequest, { ...this.params, episode: request.episode });
        return;
      case 'saveReplay':
        return saveReplay(server, this.result, this.params);
      case 'openResult':
        return openStageMap(this.result);
      case 'save': {
        const stem = nameOf(this.result).replace(/\.tuning\.json$/i, '.run');
        return saveText(request, vscode.Uri.joinPath(this.result, '..'), stem);
      }
    }
  }

  private get params(): LiveRunParams {
    return { tuningUri: this.subject };
  }

  /** Sends the run as it stands. */
  private show(): Promise<void> {
    const { server, loads } = this.services;
    const { subject } = this;
    const name = nameOf(this.result);
    return this.link.show(
      () => server.request<LiveModelReply>(liveModelRequest, this.params),
      (model) => {
        const load: LiveLoad = model?.load ?? loads.load;
        this.link.post({ type: 'live', model, name, load, subject });
      },
    );
  }
}
