import * as vscode from 'vscode';
import {
  localExplorersRequest,
  type LocalExplorersParams,
  type LocalExplorersReply,
} from '../../../server/protocol/localRequests';
import { nameOf } from '../panels/resultFile';
import { runTuning } from '../runTuning';
import type { ServerConnection } from '../serverConnection';

/**
 * Tunes a network on this machine's cores by the explorer that the person picks, and shows the
 * result. Measured times beside the network are used where they are of this platform.
 */
export async function tuneOnCores(
  server: ServerConnection,
  network: vscode.Uri,
  platform: vscode.Uri,
): Promise<void> {
  const params: LocalExplorersParams = {
    networkUri: network.toString(),
    platformUri: platform.toString(),
  };
  const { explorers, profileUri } = await server.request<LocalExplorersReply>(
    localExplorersRequest,
    params,
  );
  const profile = profileUri === null ? null : nameOf(vscode.Uri.parse(profileUri));
  const items = explorers.map(({ name, title, summary }) => ({ label: title, detail: summary, name })); // prettier-ignore
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Tune {0} on local cores', nameOf(network)),
    placeHolder:
      profile === null
        ? vscode.l10n.t('Every trial runs on this machine. Which explorer chooses them?')
        : vscode.l10n.t('Every trial runs on this machine, with what {0} knows. Which explorer chooses them?', profile), // prettier-ignore
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  await runTuning(server, network, platform, {
    explorer: picked.name,
    ...(profileUri !== null && { profileUri }),
  });
}
