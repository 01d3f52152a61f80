import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page of a stage map. It may run one script and no other; it holds no data, which comes by
 * messages.
 * @param bundle folder of stageMap.js and stageMap.css.
 */
export function stageMapPage(webview: vscode.Webview, bundle: vscode.Uri): string {
  const nonce = randomBytes(24).toString('base64');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(bundle, name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
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
<link rel="stylesheet" href="${file('stageMap.css')}">
<title>${vscode.l10n.t('Stage map')}</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${file('stageMap.js')}"></script>
</body>
</html>`;
}
