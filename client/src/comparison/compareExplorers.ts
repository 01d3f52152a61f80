import * as vscode from 'vscode';
import {
  compareExplorersCommand,
  type CompareExplorersParams,
  type CompareExplorersReply,
} from '../../../server/protocol/comparisonRequests';
import { ids } from '../ids';
import { runOnServer } from '../runOnServer';
import type { ServerConnection } from '../serverConnection';
import { compareOptions } from './compareOptions';

/** Compares explorers on a network and a platform, and shows what came of it. */
export async function compareExplorers(
  server: ServerConnection,
  network: vscode.Uri,
  platform: vscode.Uri,
): Promise<void> {
  const params: CompareExplorersParams = {
    networkUri: network.toString(),
    platformUri: platform.toString(),
    options: compareOptions(network),
  };
  const name = network.path.slice(network.path.lastIndexOf('/') + 1);
  const title = vscode.l10n.t('Comparing explorers on {0}', name);
  const reply = await runOnServer<CompareExplorersReply>(
    server,
    title,
    compareExplorersCommand,
    params,
  );
  await show(reply);
}

async function show(reply: CompareExplorersReply): Promise<void> {
  if (reply.status === 'failed') {
    void vscode.window.showErrorMessage(reply.message);
    return;
  }
  if (reply.status === 'done') {
    vscode.window.setStatusBarMessage(`$(check) ${reply.summary}`, 10_000);
    return openComparison(vscode.Uri.parse(reply.comparisonUri));
  }
  const open = vscode.l10n.t('Show It');
  const message = vscode.l10n.t('Cancelled. Complete so far: {0}', reply.summary);
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) await openComparison(vscode.Uri.parse(reply.comparisonUri));
}

async function openComparison(file: vscode.Uri): Promise<void> {
  const column = vscode.ViewColumn.Beside;
  await vscode.commands.executeCommand('vscode.openWith', file, ids.comparisonEditor, column);
}
