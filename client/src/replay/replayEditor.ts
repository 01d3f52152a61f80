import * as vscode from 'vscode';
import { closeReplayNotification } from '../../../server/protocol/replayRequests';
import { ids } from '../ids';
import { panelBundles, panelPage } from '../panels/panelPage';
import type { ServerConnection } from '../serverConnection';
import { ReplaySession } from './replaySession';

/**
 * Shows `*.replay.jsonl` files. The client never reads them: they may be larger than its memory, and the
 * language server tells what is in sight.
 */
export class ReplayEditor implements vscode.CustomReadonlyEditorProvider {
  static register(extensionUri: vscode.Uri, server: ServerConnection): vscode.Disposable {
    const editor = new ReplayEditor(extensionUri, server);
    return vscode.window.registerCustomEditorProvider(ids.replayEditor, editor, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  private constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: ServerConnection,
  ) {}

  /** The document is disposed of when its last editor is closed. */
  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    const params = { replayUri: uri.toString() };
    return { uri, dispose: () => void this.server.notify(closeReplayNotification, params) };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const bundles = panelBundles(this.extensionUri);
    webview.options = { enableScripts: true, localResourceRoots: [bundles] };
    const session = new ReplaySession(uri, webview, this.server);
    panel.onDidDispose(() => session.dispose());
    webview.html = panelPage(webview, bundles, 'replay', vscode.l10n.t('Replay'));
  }
}
