import * as vscode from 'vscode';
import {
  closeReplayNotification,
  type OpenReplayParams,
} from '../../../server/protocol/replayRequests';
import { ids } from '../ids';
import { fileEditor } from '../panels/fileEditor';
import type { ServerConnection } from '../serverConnection';
import { ReplaySession } from './replaySession';

/**
 * Shows `*.replay.jsonl` files. The client never reads them: they may be larger than its memory, and the
 * language server tells what is in sight.
 */
export function replayEditor(
  extensionUri: vscode.Uri,
  server: ServerConnection,
): vscode.Disposable {
  return fileEditor(extensionUri, {
    viewType: ids.replayEditor,
    name: 'replay',
    title: vscode.l10n.t('Replay'),
    start: (file, webview) => new ReplaySession(file, webview, server, 'Replay'),
    closed(file) {
      const params: OpenReplayParams = { replayUri: file.toString() };
      void server.notify(closeReplayNotification, params);
    },
  });
}
