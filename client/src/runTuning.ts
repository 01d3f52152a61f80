import * as vscode from 'vscode';
import { tuneCommand, type TuneParams, type TuneReply } from '../../server/protocol/requests';
import { ids } from './ids';
import { nameOf } from './panels/resultFile';
import { runOnServer } from './runOnServer';
import type { ServerConnection } from './serverConnection';
import { tuneOptions } from './tuneOptions';

/** What is particular about a tuning whose trials run on this machine's cores. */
export interface OnCores {
  readonly explorer: string;
  /** Measured times that the explorer may read. */
  readonly profileUri?: string;
}

/** Tunes a network for a platform and shows the result; says what went wrong where something did. */
export async function runTuning(
  server: ServerConnection,
  network: vscode.Uri,
  platform: vscode.Uri,
  onCores: OnCores | null = null,
): Promise<void> {
  await show(await tune(server, network, platform, onCores));
}

/** Tunes a network for a platform, with progress and Cancel. */
export async function tune(
  server: ServerConnection,
  network: vscode.Uri,
  platform: vscode.Uri,
  onCores: OnCores | null = null,
): Promise<TuneReply> {
  const options = tuneOptions(network);
  const params: TuneParams = {
    networkUri: network.toString(),
    platformUri: platform.toString(),
    options:
      onCores === null ? options : { ...options, explorer: onCores.explorer, testbed: 'local' },
    ...(onCores?.profileUri !== undefined && { profileUri: onCores.profileUri }),
  };
  const name = nameOf(network);
  const title =
    onCores === null
      ? vscode.l10n.t('Tuning {0}', name)
      : vscode.l10n.t('Tuning {0} on local cores', name);
  return runOnServer<TuneReply>(server, title, tuneCommand, params);
}

async function show(reply: TuneReply): Promise<void> {
  switch (reply.status) {
    case 'failed':
      void vscode.window.showErrorMessage(reply.message);
      return;
    case 'done':
      vscode.window.setStatusBarMessage(`$(check) ${reply.summary}`, 10_000);
      await openStageMap(vscode.Uri.parse(reply.tuningUri));
      return;
    case 'cancelled':
      await offerPartialResult(reply);
  }
}

async function offerPartialResult(reply: Exclude<TuneReply, { status: 'failed' }>): Promise<void> {
  const open = vscode.l10n.t('Show It');
  const message = vscode.l10n.t('Cancelled. Found so far: {0}', reply.summary);
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) await openStageMap(vscode.Uri.parse(reply.tuningUri));
}

/** Opens a saved result as a stage map, beside what is being edited. */
export async function openStageMap(result: vscode.Uri): Promise<void> {
  const open = stageMapColumn(result);
  const column = open ?? vscode.ViewColumn.Beside;
  await vscode.commands.executeCommand('vscode.openWith', result, ids.stageMapEditor, column);
}

/** Column in which a result, or another stage map, is shown already. */
function stageMapColumn(result: vscode.Uri): vscode.ViewColumn | undefined {
  const maps = vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.flatMap(({ input }) =>
      input instanceof vscode.TabInputCustom && input.viewType === ids.stageMapEditor
        ? [{ uri: input.uri.toString(), column: group.viewColumn }]
        : [],
    ),
  );
  return (maps.find(({ uri }) => uri === result.toString()) ?? maps[0])?.column;
}
