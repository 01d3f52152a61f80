import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelHtml } from './panelHtml';

/**
 * Shows the page of a panel.
 * @param name of its bundle: `<name>.js` and `<name>.css`.
 */
export function showPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: string,
  title: string,
): void {
  const bundles = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const file = (ending: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundles, `${name}.${ending}`)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [bundles] };
  webview.html = panelHtml({
    script: file('js'),
    style: file('css'),
    title,
    language: vscode.env.language,
    source: webview.cspSource,
    nonce: randomBytes(24).toString('base64'),
  });
}
