import * as vscode from 'vscode';
import type { FileSummaries } from './explorer/fileSummaries';
import type { ResultSummary } from './explorer/resultSummary';
import { ids } from './ids';
import type { PlatformChoice } from './platformChoice';

/** A platform for the status bar, and the network that a click selects another for. */
interface Shown {
  readonly platform: string | undefined;
  readonly network?: vscode.Uri;
}

/**
 * Says in the status bar which platform the network in the active editor is tuned for; a click
 * selects another. Gone where no descriptor and no result is active.
 */
export class PlatformStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable[];
  private updates = 0;

  constructor(
    private readonly platforms: PlatformChoice,
    private readonly summaries: FileSummaries<ResultSummary>,
  ) {
    const { Right } = vscode.StatusBarAlignment;
    // Left of the language's name and its like, which have priorities around 100.
    this.item = vscode.window.createStatusBarItem(ids.platformStatus, Right, 110);
    this.item.name = vscode.l10n.t('CNN Platform');
    const update = () => void this.update();
    this.subscriptions = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.tabGroups.onDidChangeTabs(update),
      vscode.window.tabGroups.onDidChangeTabGroups(update),
      platforms.onDidChange(update),
    ];
    update();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async update(): Promise<void> {
    const update = (this.updates += 1);
    const shown = await this.find();
    // Another editor may have become active meanwhile.
    if (update !== this.updates) return;
    if (shown === undefined) this.item.hide();
    else this.show(shown);
  }

  private show({ platform, network }: Shown): void {
    const { t } = vscode.l10n;
    this.item.text = `$(circuit-board) ${platform ?? t('No platform')}`;
    this.item.tooltip = network
      ? t('Platform that {0} is tuned for. Click to select another.', baseName(network))
      : t('Click to select the platform that a network is tuned for.');
    this.item.accessibilityInformation = { label: t('Platform: {0}', platform ?? t('none')) };
    this.item.command = {
      command: ids.selectPlatform,
      title: t('Select Platform'),
      ...(network && { arguments: [network] }),
    };
    this.item.show();
  }

  private async find(): Promise<Shown | undefined> {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputCustom) {
      return input.viewType === ids.stageMapEditor ? this.ofResult(input.uri) : undefined;
    }
    const document = vscode.window.activeTextEditor?.document;
    if (!(input instanceof vscode.TabInputText) || document === undefined) return undefined;
    const { languageId, uri } = document;
    if (languageId === 'cnn-platform') return { platform: stemOf(uri) };
    if (languageId !== 'cnn-network') return undefined;
    const platform = await this.platforms.current(uri);
    return { platform: platform && stemOf(platform), network: uri };
  }

  private async ofResult(uri: vscode.Uri): Promise<Shown> {
    const { summary } = await this.summaries.get(uri);
    const { network, platform } = summary?.sources ?? {};
    const source = (path: string) => vscode.Uri.joinPath(uri, '..', path);
    return {
      platform: platform === undefined ? summary?.platform : stemOf(source(platform)),
      ...(network !== undefined && { network: source(network) }),
    };
  }
}

function stemOf(platform: vscode.Uri): string {
  return baseName(platform).replace(/\.platform\.ya?ml$/i, '');
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
