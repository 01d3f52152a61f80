import * as vscode from 'vscode';
import { ids } from '../ids';
import { panelBundles, panelPage } from '../panels/panelPage';
import type { ServerConnection } from '../serverConnection';
import { ComparisonSession } from './comparisonSession';

/** Shows `*.comparison.json` files. The panels hold nothing that the file does not. */
export class ComparisonEditor implements vscode.CustomReadonlyEditorProvider {
  static register(extensionUri: vscode.Uri, server: ServerConnection): vscode.Disposable {
    const editor = new ComparisonEditor(extensionUri, server);
    return vscode.window.registerCustomEditorProvider(ids.comparisonEditor, editor, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  private constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly server: ServerConnection,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const bundles = panelBundles(this.extensionUri);
    webview.options = { enableScripts: true, localResourceRoots: [bundles] };
    const session = new ComparisonSession(uri, webview, this.server);
    panel.onDidDispose(() => session.dispose());
    webview.html = panelPage(webview, bundles, 'comparison', vscode.l10n.t('Explorers compared'));
  }
}
