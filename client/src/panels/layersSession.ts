import * as vscode from 'vscode';
import type { LayersEvent, LayersPanelRequest } from '../../../server/protocol/panelMessages';
import {
  layersRequest,
  sourceSpansRequest,
  type LayersParams,
  type LayersReply,
  type SourceSpansParams,
  type SourceSpansReply,
} from '../../../server/protocol/panelRequests';
import type { PlatformChoice } from '../platformChoice';
import { revealLayer } from '../revealLayer';
import type { ServerConnection } from '../serverConnection';
import { PanelLink } from './panelLink';
import type { PanelSession } from './panelShelf';
import { nameOf, titleName, watchFiles } from './resultFile';
import { saveText } from './saveText';
import { layersAt } from './layersAt';

/** Changes of a text are shown when nothing was typed for so long. */
const pauseMilliseconds = 250;

/** What a layers panel needs of the extension. */
export interface LayersServices {
  readonly server: ServerConnection;
  readonly platforms: PlatformChoice;
}

/**
 * One layers panel: follows the network as it is typed, its platform and its profiles, and marks the
 * layers of the line under the cursor.
 */
export class LayersSession implements PanelSession {
  readonly subject: string;
  private readonly link: PanelLink<LayersPanelRequest, LayersEvent>;
  private readonly subscriptions: vscode.Disposable;
  private spans: SourceSpansReply = [];
  private platform: vscode.Uri | undefined;
  private selected: readonly number[] = [];
  private pause: NodeJS.Timeout | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly network: vscode.Uri,
    private readonly services: LayersServices,
  ) {
    this.subject = network.toString();
    panel.title = vscode.l10n.t('Layers of {0}', titleName(network));
    this.link = new PanelLink(panel.webview, {
      ready: () => this.show(),
      answer: (request) => this.answer(request),
      log: (line) => services.server.log(`Layers: ${line}`),
    });
    const soon = () => this.showSoon();
    const folder = vscode.Uri.joinPath(network, '..');
    this.subscriptions = vscode.Disposable.from(
      this.link,
      watchFiles(folder, '*.{cnn.yaml,cnn.yml,onnx,platform.yaml,platform.yml,profile.json}', soon),
      services.platforms.onDidChange(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.textChanged(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.textChanged(uri)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.select(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.select(editor)),
    );
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.subscriptions.dispose();
  }

  private async answer(request: LayersPanelRequest): Promise<void> {
    const { server, platforms } = this.services;
    switch (request.kind) {
      case 'revealLayer':
        return revealLayer(server, this.network, request.layer);
      case 'choosePlatform':
        await platforms.select(this.network);
        return;
      case 'save': {
        const folder = vscode.Uri.joinPath(this.network, '..');
        const stem = nameOf(this.network).replace(/\.(?:cnn\.ya?ml|onnx)$/i, '');
        return saveText(request, folder, `${stem}.layers`);
      }
    }
  }

  private textChanged(uri: vscode.Uri): void {
    const text = uri.toString();
    if (text === this.subject || text === this.platform?.toString()) this.showSoon();
  }

  private showSoon(): void {
    clearTimeout(this.pause);
    if (!this.link.isReady) return;
    this.pause = setTimeout(() => void this.show(), pauseMilliseconds);
  }

  /** Sends the layers as they are now. */
  private show(): Promise<void> {
    return this.link.show(
      () => this.ask(),
      ([reply, spans]) => {
        this.spans = spans;
        if (reply.status === 'invalid') return this.link.fail(reply.message);
        this.link.post({ type: 'layers', model: reply.model, subject: this.subject });
        this.selected = [];
        for (const editor of vscode.window.visibleTextEditors) this.select(editor);
      },
    );
  }

  private async ask(): Promise<[LayersReply, SourceSpansReply]> {
    const { server, platforms } = this.services;
    this.platform = await platforms.current(this.network);
    const params: LayersParams = {
      networkUri: this.subject,
      ...(this.platform && { platformUri: this.platform.toString() }),
    };
    const spans: SourceSpansParams = { networkUri: this.subject };
    return Promise.all([
      server.request<LayersReply>(layersRequest, params),
      server.request<SourceSpansReply>(sourceSpansRequest, spans),
    ]);
  }

  /** Marks the layers of the cursor's line, where it is in this network. */
  private select(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.uri.toString() !== this.subject || !this.link.isReady) return;
    const layers = layersAt(this.spans, editor.selection.active.line);
    if (layers.join() === this.selected.join()) return;
    this.selected = layers;
    this.link.post({ type: 'select', layers });
  }
}
