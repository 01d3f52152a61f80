import * as vscode from 'vscode';
import { createPlatform } from './createPlatform';
import { exists } from './explorer/newFile';
import { excludedFiles } from './ids';
import { nameOf } from './panels/resultFile';

/** Which platform a network is tuned for; remembered in the workspace for each network. */
export class PlatformChoice implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  /** Tells that a network has another platform now. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /**
   * The remembered platform, or the only one, or what the person picks; undefined for none. Rejects for
   * a network that is in no file yet: what is found for it would have no place.
   */
  async platformFor(network: vscode.Uri): Promise<vscode.Uri | undefined> {
    if (network.scheme === 'untitled') {
      throw new Error(vscode.l10n.t('Save the network to a file first.'));
    }
    const found = await findPlatforms(network);
    return (await this.known(network, found)) ?? this.pick(network, found);
  }

  /** As {@link platformFor}, but asks nothing. */
  async current(network: vscode.Uri): Promise<vscode.Uri | undefined> {
    return this.known(network, await findPlatforms(network));
  }

  /** Asks, whatever is remembered. */
  async select(network: vscode.Uri): Promise<vscode.Uri | undefined> {
    return this.pick(network, await findPlatforms(network));
  }

  /** Remembers a platform without asking. */
  async use(network: vscode.Uri, platform: vscode.Uri): Promise<void> {
    await this.memory.update(key(network), platform.toString());
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async known(
    network: vscode.Uri,
    found: readonly vscode.Uri[],
  ): Promise<vscode.Uri | undefined> {
    const remembered = this.recall(network);
    const same = found.find((uri) => uri.toString() === remembered?.toString());
    if (same !== undefined) return same;
    if (remembered !== undefined && (await exists(remembered))) return remembered;
    return found.length === 1 ? found[0] : undefined;
  }

  private async pick(
    network: vscode.Uri,
    found: readonly vscode.Uri[],
  ): Promise<vscode.Uri | undefined> {
    const current = this.recall(network)?.toString();
    const files = await Promise.all(
      found.map(async (uri) => ({
        ...(await platformItem(uri)),
        ...(uri.toString() === current && { detail: vscode.l10n.t('used last') }),
      })),
    );
    const picked = await vscode.window.showQuickPick([...files, ...otherItems(files.length > 0)], {
      title: vscode.l10n.t('Platform for {0}', nameOf(network)),
      placeHolder: vscode.l10n.t('Which platform shall run the pipeline?'),
      matchOnDescription: true,
    });
    const platform = await this.resolve(picked, network);
    if (platform !== undefined) await this.use(network, platform);
    return platform;
  }

  private async resolve(
    item: PlatformItem | undefined,
    network: vscode.Uri,
  ): Promise<vscode.Uri | undefined> {
    if (item?.does === 'use') return item.uri;
    if (item?.does === 'create') return createPlatform(this.extensionUri, network);
    if (item?.does !== 'browse') return undefined;
    const [chosen] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Platform for {0}', nameOf(network)),
        filters: { [vscode.l10n.t('Platforms')]: ['platform.yaml', 'yaml', 'yml'] },
      })) ?? [];
    return chosen;
  }

  private recall(network: vscode.Uri): vscode.Uri | undefined {
    const text = this.memory.get<string>(key(network));
    return text === undefined ? undefined : vscode.Uri.parse(text);
  }
}

interface PlatformItem extends vscode.QuickPickItem {
  readonly does?: 'use' | 'create' | 'browse';
  readonly uri?: vscode.Uri;
}

const key = (network: vscode.Uri) => `platform:${network.toString()}`;
const isPlatform = (name: string) => /\.platform\.ya?ml$/i.test(name);

/** Platforms of the workspace, and those beside the network, which may be outside of it. */
export async function findPlatforms(network: vscode.Uri): Promise<vscode.Uri[]> {
  const found = new Map<string, vscode.Uri>();
  const pattern = '**/*.platform.{yaml,yml}';
  const inWorkspace = await vscode.workspace.findFiles(pattern, excludedFiles, 500);
  for (const uri of [...inWorkspace, ...(await beside(network))]) found.set(uri.toString(), uri);
  return [...found.values()].sort((a, b) => a.path.localeCompare(b.path));
}

async function beside(network: vscode.Uri): Promise<vscode.Uri[]> {
  if (network.scheme !== 'file') return [];
  const folder = vscode.Uri.joinPath(network, '..');
  const entries = await vscode.workspace.fs.readDirectory(folder);
  return entries
    .filter(([name]) => isPlatform(name))
    .map(([name]) => vscode.Uri.joinPath(folder, name));
}

/** A platform as it is offered to be picked. */
export async function platformItem(uri: vscode.Uri) {
  const description = vscode.workspace.asRelativePath(uri);
  const iconPath = new vscode.ThemeIcon('circuit-board');
  return { label: await platformName(uri), description, iconPath, does: 'use', uri } as const;
}

/** The name that the file gives the platform, else the file's own. */
async function platformName(uri: vscode.Uri): Promise<string> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return /^platform:\s*(\S.*?)\s*(?:#.*)?$/m.exec(text)?.[1] ?? nameOf(uri);
  } catch {
    return nameOf(uri);
  }
}

function otherItems(afterOthers: boolean): PlatformItem[] {
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const create = vscode.l10n.t('Create a platform from an example…');
  const browse = vscode.l10n.t('Choose another file…');
  return [
    ...(afterOthers ? [separator] : []),
    { label: create, iconPath: new vscode.ThemeIcon('new-file'), does: 'create' },
    { label: browse, iconPath: new vscode.ThemeIcon('folder-opened'), does: 'browse' },
  ];
}
