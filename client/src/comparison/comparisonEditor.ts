import * as vscode from 'vscode';
import { ids } from '../ids';
import { fileEditor } from '../panels/fileEditor';
import type { ServerConnection } from '../serverConnection';
import { ComparisonSession } from './comparisonSession';

/** Shows `*.comparison.json` files. */
export function comparisonEditor(
  extensionUri: vscode.Uri,
  server: ServerConnection,
): vscode.Disposable {
  return fileEditor(extensionUri, {
    viewType: ids.comparisonEditor,
    name: 'comparison',
    title: vscode.l10n.t('Explorers compared'),
    start: (file, webview) => new ComparisonSession(file, webview, server, 'Comparison'),
  });
}
