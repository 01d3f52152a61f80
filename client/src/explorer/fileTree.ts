import * as vscode from 'vscode';
import { FileNode, FolderNode, type TreeNode } from './fileNode';
import type { WorkspaceFiles } from './workspaceFiles';

/** What a list shows of one file besides its name. */
export interface FileLook {
  readonly icon: vscode.ThemeIcon;
  /** Decides which menu entries the file has. */
  readonly context: string;
  /** Figures beside the name. */
  readonly figures?: string;
  /** Lines of the hover, below the file's path. */
  readonly details?: readonly string[];
}

/** What is known of the files of one kind. */
export interface FileLooks {
  /** Ending of the names, which the list leaves out. */
  readonly ending: RegExp;
  look(uri: vscode.Uri): Promise<FileLook>;
  /** Further lines for the hover that are worth a wait. */
  hover?(uri: vscode.Uri): Promise<readonly string[]>;
}

/** A list of the workspace's files of one kind, grouped by folder where there are several. */
export class FileTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  /** Names that more than one file has: these show their folder too. */
  private ambiguous = new Set<string>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly looks: FileLooks,
  ) {
    this.subscription = files.onDidChange(() => this.refresh());
  }

  /** Shows every file again as it is now. */
  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node instanceof FileNode) return [];
    if (node instanceof FolderNode) return [...node.files];
    const uris = (await this.files.list()).sort((a, b) => this.order(a, b));
    this.ambiguous = repeated(uris.map((uri) => this.name(uri)));
    const files = uris.map((uri) => new FileNode(uri));
    const { workspaceFolders = [] } = vscode.workspace;
    if (workspaceFolders.length < 2) return files;
    return workspaceFolders
      .map(
        (folder) =>
          new FolderNode(
            folder,
            files.filter(({ uri }) => isIn(uri, folder)),
          ),
      )
      .filter((folder) => folder.files.length > 0);
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    if (node instanceof FolderNode) return folderItem(node);
    const { uri } = node;
    const { icon, context, figures, details = [] } = await this.looks.look(uri);
    const name = this.name(uri);
    const folder = this.ambiguous.has(name) ? folderOf(uri) : '';
    const description = [figures, folder].filter(Boolean).join(' · ');
    return {
      id: uri.toString(),
      label: name,
      description,
      resourceUri: uri,
      iconPath: icon,
      contextValue: context,
      // The hover that has more to tell is made when it is wanted.
      ...(!this.looks.hover && { tooltip: tooltip(uri, details) }),
      command: { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] },
      accessibilityInformation: {
        label: [name, description, ...details].filter(Boolean).join(', '),
      },
    };
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node instanceof FileNode && this.looks.hover) {
      item.tooltip = tooltip(node.uri, await this.looks.hover(node.uri));
    }
    return item;
  }

  private order(a: vscode.Uri, b: vscode.Uri): number {
    const options = { numeric: true, sensitivity: 'base' } as const;
    const names = this.name(a).localeCompare(this.name(b), undefined, options);
    return names === 0 ? a.path.localeCompare(b.path) : names;
  }

  private name(uri: vscode.Uri): string {
    return baseName(uri).replace(this.looks.ending, '');
  }
}

function folderItem({ folder }: FolderNode): vscode.TreeItem {
  return {
    id: folder.uri.toString(),
    label: folder.name,
    resourceUri: folder.uri,
    iconPath: vscode.ThemeIcon.Folder,
    contextValue: 'folder',
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
  };
}

function tooltip(uri: vscode.Uri, details: readonly string[]): string {
  return [vscode.workspace.asRelativePath(uri), ...details].join('\n');
}

function isIn(uri: vscode.Uri, folder: vscode.WorkspaceFolder): boolean {
  return vscode.workspace.getWorkspaceFolder(uri)?.index === folder.index;
}

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'), false);
  return path === '' ? '.' : path;
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
