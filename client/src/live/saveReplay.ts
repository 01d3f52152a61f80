import * as vscode from 'vscode';
import {
  saveRunRequest,
  type LiveRunParams,
  type SaveRunParams,
  type SaveRunReply,
} from '../../../server/protocol/liveRequests';
import { ids } from '../ids';
import { nameOf } from '../panels/resultFile';
import type { ServerConnection } from '../serverConnection';

/** Saves a run that has ended where the person wants it, and opens it in the replay editor. */
export async function saveReplay(
  server: ServerConnection,
  result: vscode.Uri,
  run: LiveRunParams,
): Promise<void> {
  const stem = nameOf(result).replace(/\.tuning\.json$/i, '');
  // No filters: some dialogs take `.jsonl` for the whole ending, and add it to a name that has it.
  const defaultUri = vscode.Uri.joinPath(result, '..', `${stem}.replay.jsonl`);
  const file = await vscode.window.showSaveDialog({ defaultUri });
  if (file === undefined) return;
  const params: SaveRunParams = { ...run, replayUri: file.toString() };
  const reply = await server.request<SaveRunReply>(saveRunRequest, params);
  if (reply.status === 'failed') throw new Error(reply.message);
  const column = vscode.ViewColumn.Active;
  await vscode.commands.executeCommand('vscode.openWith', file, ids.replayEditor, column);
}
