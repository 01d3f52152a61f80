import * as vscode from 'vscode';
import {
  replayInterferenceCommand,
  type ReplayInterferenceParams,
  type ReplayInterferenceReply,
} from '../../../server/protocol/replayRequests';
import { ids } from '../ids';
import { nameOf } from '../panels/resultFile';
import { runOnServer } from '../runOnServer';
import type { ServerConnection } from '../serverConnection';
import { replayOptions } from './replayOptions';

/** What is replayed. */
export interface ReplayInputs {
  readonly scenario: vscode.Uri;
  readonly network: vscode.Uri;
  readonly platform: vscode.Uri;
}

/** Replays a scenario with progress and Cancel, and shows what came of it. */
export async function replayInterference(
  server: ServerConnection,
  { scenario, network, platform }: ReplayInputs,
): Promise<void> {
  const params: ReplayInterferenceParams = {
    networkUri: network.toString(),
    platformUri: platform.toString(),
    scenarioUri: scenario.toString(),
    options: replayOptions(scenario),
  };
  const title = vscode.l10n.t('Replaying {0} on {1}', nameOf(scenario), nameOf(network));
  const reply = await runOnServer<ReplayInterferenceReply>(
    server,
    title,
    replayInterferenceCommand,
    params,
  );
  await show(reply);
}

async function show(reply: ReplayInterferenceReply): Promise<void> {
  if (reply.status === 'failed') {
    void vscode.window.showErrorMessage(reply.message);
    return;
  }
  const replay = vscode.Uri.parse(reply.replayUri);
  if (reply.status === 'done') {
    vscode.window.setStatusBarMessage(`$(check) ${reply.summary}`, 10_000);
    return openReplay(replay);
  }
  const open = vscode.l10n.t('Show It');
  const message = vscode.l10n.t('Cancelled. Replayed so far: {0}', reply.summary);
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) await openReplay(replay);
}

async function openReplay(replay: vscode.Uri): Promise<void> {
  const column = vscode.ViewColumn.Active;
  await vscode.commands.executeCommand('vscode.openWith', replay, ids.replayEditor, column);
}
