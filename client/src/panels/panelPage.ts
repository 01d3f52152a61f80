import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelHtml } from './panelHtml';

/** Folder of the panels' bundles. */
export function panelBundles(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The page of a panel in the editor.
 * @param bundles folder of `<name>.js` and `<name>.css`.
 */
export function panelPage(
  webview: vscode.Webview,
  bundles: vscode.Uri,
  name: string,
  title: string,
): string {
  const file = (ending: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundles, `${name}.${ending}`)).toString();
  return panelHtml({
    script: file('js'),
    style: file('css'),
    title,
    language: vscode.env.language,
    source: webview.cspSource,
    nonce: randomBytes(24).toString('base64'),
  });
}
