import * as vscode from 'vscode';
import {
  localPlatformsRequest,
  type LocalPlatformsParams,
  type LocalPlatformsReply,
} from '../../../server/protocol/localRequests';
import { describeMachine } from '../explorer/describeMachine';
import { nameOf } from '../panels/resultFile';
import { findPlatforms, platformItem, type PlatformChoice } from '../platformChoice';
import type { ServerConnection } from '../serverConnection';

/** Which platform a network is measured, tuned and run on here: one that names this machine's cores. */
export class LocalPlatforms {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly server: ServerConnection,
    private readonly platforms: PlatformChoice,
  ) {}

  /**
   * The network's platform where that is this machine, else the one that was picked before, or the
   * only one, or what the person picks; offers to describe this machine where there is none.
   * Undefined for none.
   */
  async platformFor(network: vscode.Uri): Promise<vscode.Uri | undefined> {
    const local = await this.local(network);
    const chosen = await this.platforms.current(network);
    const known = [chosen?.toString(), this.memory.get<string>(key(network))];
    const again = known.flatMap((uri) => local.find((one) => one.toString() === uri) ?? [])[0];
    const platform = again ?? (local.length === 1 ? local[0] : await pick(network, local, this.server)); // prettier-ignore
    if (platform === undefined) return undefined;
    await this.memory.update(key(network), platform.toString());
    // Estimates beside what is measured are of the same places, unless others were asked for.
    if (chosen === undefined) await this.platforms.use(network, platform);
    return platform;
  }

  /** The platforms of the workspace, and beside the network, that the server can run on. */
  private async local(network: vscode.Uri): Promise<vscode.Uri[]> {
    const found = await findPlatforms(network);
    const params: LocalPlatformsParams = { platformUris: found.map((uri) => uri.toString()) };
    const fits = await this.server.request<LocalPlatformsReply>(localPlatformsRequest, params);
    return found.filter((uri) => fits.includes(uri.toString()));
  }
}

const key = (network: vscode.Uri) => `localPlatform:${network.toString()}`;

async function pick(
  network: vscode.Uri,
  local: readonly vscode.Uri[],
  server: ServerConnection,
): Promise<vscode.Uri | undefined> {
  const describe = vscode.l10n.t('Describe This Machine');
  if (local.length === 0) {
    const message = vscode.l10n.t(
      'No platform here names cores of this machine: describe this machine as one.',
    );
    const answer = await vscode.window.showInformationMessage(message, describe);
    return answer === describe ? describeMachine(server) : undefined;
  }
  const picked = await vscode.window.showQuickPick(
    await Promise.all(local.map((uri) => platformItem(uri))),
    {
      title: vscode.l10n.t('Platform for {0}', nameOf(network)),
      placeHolder: vscode.l10n.t('Which of these describes the cores to use?'),
      matchOnDescription: true,
    },
  );
  return picked?.uri;
}
