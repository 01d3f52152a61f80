import * as vscode from 'vscode';
import { uriOf } from '../explorer/fileNode';
import { exists } from '../explorer/newFile';
import { findNetworks, isNetwork, showNoNetwork } from '../findNetworks';
import { excludedFiles } from '../ids';
import type { PlatformChoice } from '../platformChoice';
import type { ReplayInputs } from './replayInterference';

const isScenario = (uri: vscode.Uri) => /\.interference\.ya?ml$/i.test(uri.path);

/** Asks what is to be replayed; the network that was picked for a scenario is offered first again. */
export class ReplayChoice {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly platforms: PlatformChoice,
  ) {}

  /**
   * What the command was called for (a scenario, or a network), the rest from what is looked at or
   * picked; undefined where nothing was picked.
   */
  async inputs(argument: unknown): Promise<ReplayInputs | undefined> {
    const given = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
    const scenario = given && isScenario(given) ? given : await pickScenario();
    if (scenario === undefined) return undefined;
    const network = given && isNetwork(given) ? given : await this.pickNetwork(scenario);
    if (network === undefined) return undefined;
    await this.memory.update(key(scenario), network.toString());
    const platform = await this.platforms.platformFor(network);
    return platform && { scenario, network, platform };
  }

  private async pickNetwork(scenario: vscode.Uri): Promise<vscode.Uri | undefined> {
    const found = await findNetworks();
    const before = this.memory.get<string>(key(scenario));
    const last = before === undefined ? undefined : vscode.Uri.parse(before);
    const isListed = found.some((uri) => uri.toString() === before);
    const others = last && !isListed && (await exists(last)) ? [last] : [];
    const items = [...found, ...others].map((uri) => item(uri, uri.toString() === before));
    if (items.length === 0) {
      showNoNetwork();
      return undefined;
    }
    if (items.length === 1) return items[0]?.uri;
    const title = vscode.l10n.t('Network to replay the scenario on');
    return (await vscode.window.showQuickPick(usedFirst(items), { title }))?.uri;
  }
}

async function pickScenario(): Promise<vscode.Uri | undefined> {
  const scenarios = '**/*.interference.{yaml,yml}';
  const found = await vscode.workspace.findFiles(scenarios, excludedFiles, 500);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no scenario here: create one, such as mem-6.interference.yaml.'),
    );
    return undefined;
  }
  const items = found.map((uri) => item(uri, false));
  const title = vscode.l10n.t('Interference to replay');
  return (await vscode.window.showQuickPick(usedFirst(items), { title }))?.uri;
}

interface FileItem extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

const key = (scenario: vscode.Uri) => `replay:${scenario.toString()}`;

function item(uri: vscode.Uri, isLast: boolean): FileItem {
  const label = vscode.workspace.asRelativePath(uri);
  return { label, uri, ...(isLast && { description: vscode.l10n.t('used last') }) };
}

function usedFirst(items: readonly FileItem[]): FileItem[] {
  const rank = ({ description }: FileItem) => (description === undefined ? 1 : 0);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
}
