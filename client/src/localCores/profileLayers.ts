import * as vscode from 'vscode';
import {
  profileCommand,
  type ProfileParams,
  type ProfileReply,
} from '../../../server/protocol/profileRequests';
import { ids } from '../ids';
import { nameOf } from '../panels/resultFile';
import { runOnServer } from '../runOnServer';
import type { ServerConnection } from '../serverConnection';
import { tuneOnCores } from './tuneOnCores';

/** Measures the layers of a network on this machine's cores, and offers what to do with the times. */
export async function profileLayers(
  server: ServerConnection,
  network: vscode.Uri,
  platform: vscode.Uri,
): Promise<void> {
  const params: ProfileParams = {
    networkUri: network.toString(),
    platformUri: platform.toString(),
  };
  const title = vscode.l10n.t('Measuring the layers of {0}', nameOf(network));
  const reply = await runOnServer<ProfileReply>(server, title, profileCommand, params);
  if (reply.status === 'failed') {
    void vscode.window.showErrorMessage(reply.message);
    return;
  }
  const file = nameOf(vscode.Uri.parse(reply.profileUri));
  const message =
    reply.status === 'done'
      ? vscode.l10n.t('{0}. Saved as {1}.', reply.summary, file)
      : vscode.l10n.t(
          'Cancelled. What was measured is saved as {0}, and the same command goes on from there. {1}.',
          file,
          reply.summary,
        );
  const [show, tune] = [vscode.l10n.t('Show Layers'), vscode.l10n.t('Tune with It')];
  const answer = await vscode.window.showInformationMessage(message, show, tune);
  if (answer === show) await vscode.commands.executeCommand(ids.showLayers, network);
  if (answer === tune) await tuneOnCores(server, network, platform);
}
