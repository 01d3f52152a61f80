import * as vscode from 'vscode';
import { ids } from './ids';
import { panelBundles, panelPage } from './panels/panelPage';
import type { ServerConnection } from './serverConnection';
import { StageMapSession, type StageMapActions } from './stageMapSession';

/** Shows `*.tuning.json` files as stage maps. The panels hold nothing that the file does not. */
export class StageMapEditor implements vscode.CustomReadonlyEditorProvider {
  static register(
    extensionUri: vscode.Uri,
    server: ServerConnection,
    actions: StageMapActions,
  ): vscode.Disposable {
    const editor = new StageMapEditor(extensionUri, server, actions);
    return vscode.window.registerCustomEditorProvider(ids.stageMapEditor, editor, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  private constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: ServerConnection,
    private readonly actions: StageMapActions,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const bundle = panelBundles(this.extensionUri);
    webview.options = { enableScripts: true, localResourceRoots: [bundle] };
    const session = new StageMapSession(document.uri, webview, this.server, this.actions);
    panel.onDidDispose(() => session.dispose());
    webview.html = panelPage(webview, bundle, 'stageMap', vscode.l10n.t('Stage map'));
  }
}
