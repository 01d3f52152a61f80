import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Folder of the panels' bundles. */
export function panelBundles(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The page of a panel. It may run one script and no other; it holds no data, which comes by
 * messages.
 * @param bundles folder of `<name>.js` and `<name>.css`.
 */
export function panelPage(
  webview: vscode.Webview,
  bundles: vscode.Uri,
  name: string,
  title: string,
): string {
  const nonce = randomBytes(24).toString('base64');
  const file = (ending: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundles, `${name}.${ending}`)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // Bars are placed by style attributes.
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const language = vscode.env.language;
  return `<!DOCTYPE html>
<html lang="${/^[\w-]+$/.test(language) ? language : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('css')}">
<title>${title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}
