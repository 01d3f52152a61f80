import * as vscode from 'vscode';
import { ids } from './ids';
import { fileEditor } from './panels/fileEditor';
import type { ServerConnection } from './serverConnection';
import { StageMapSession, type StageMapActions } from './stageMapSession';

/** Shows `*.tuning.json` files as stage maps. */
export function stageMapEditor(
  extensionUri: vscode.Uri,
  server: ServerConnection,
  actions: StageMapActions,
): vscode.Disposable {
  return fileEditor(extensionUri, {
    viewType: ids.stageMapEditor,
    name: 'stageMap',
    title: vscode.l10n.t('Stage map'),
    start: (file, webview) => new StageMapSession(file, webview, server, actions),
  });
}
