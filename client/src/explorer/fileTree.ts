import * as vscode from 'vscode';
import { FileNode, FolderNode, type TreeNode } from './fileNode';
import { fileItem, fileName, folderItem, hoverText, type FileLooks } from './treeItems';
import type { WorkspaceFiles } from './workspaceFiles';

/** The files as they are shown, by their URIs, in order. */
type Rows = ReadonlyMap<string, { readonly node: FileNode; readonly item: vscode.TreeItem }>;

/**
 * A list of the workspace's files of one kind, grouped by folder where there are several. What it
 * shows is made first and then exchanged, so that an item stays the one that a person clicks.
 */
export class FileTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  private readonly subscription: vscode.Disposable;
  private rows: Rows | null = null;
  /** Which items stand where; others mean a new list. */
  private layout = '';
  private reading: Promise<void> | null = null;
  private readAgain = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly looks: FileLooks,
  ) {
    this.subscription = files.onDidChange(() => this.refresh());
  }

  /** Shows every file again as it is now; does nothing before anybody has looked. */
  refresh(): void {
    if (this.rows === null) return;
    if (this.reading === null) void this.read();
    else this.readAgain = true;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
    if (parent instanceof FileNode) return [];
    if (parent instanceof FolderNode) return this.nodes().filter(({ uri }) => isIn(uri, parent));
    if (this.rows === null) await this.read();
    const { workspaceFolders = [] } = vscode.workspace;
    if (workspaceFolders.length < 2) return this.nodes();
    return workspaceFolders
      .map((folder) => new FolderNode(folder))
      .filter((folder) => this.nodes().some(({ uri }) => isIn(uri, folder)));
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    if (node instanceof FolderNode) return folderItem(node);
    return this.rows?.get(node.uri.toString())?.item ?? fileItem(node.uri, this.looks, false);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node instanceof FileNode && this.looks.hover) {
      item.tooltip = hoverText(node.uri, await this.looks.hover(node.uri));
    }
    return item;
  }

  private nodes(): FileNode[] {
    return [...(this.rows?.values() ?? [])].map(({ node }) => node);
  }

  private read(): Promise<void> {
    this.reading ??= this.readUntilCurrent();
    return this.reading;
  }

  /** Reads the files, as often as they change meanwhile. */
  private async readUntilCurrent(): Promise<void> {
    try {
      do {
        this.readAgain = false;
        this.exchange(await this.makeRows());
      } while (this.readAgain);
    } finally {
      this.reading = null;
    }
  }

  private async makeRows(): Promise<Rows> {
    const name = (uri: vscode.Uri) => fileName(uri, this.looks.ending);
    const uris = (await this.files.list()).sort((a, b) => order(name(a), name(b)) || order(a.path, b.path)); // prettier-ignore
    // What stands under different folders is told apart by them.
    const place = (uri: vscode.Uri) => `${folderKey(uri)}\n${name(uri)}`;
    const counts = new Map<string, number>();
    for (const uri of uris) counts.set(place(uri), (counts.get(place(uri)) ?? 0) + 1);
    const rows = await Promise.all(
      uris.map(async (uri) => {
        const key = uri.toString();
        const node = this.rows?.get(key)?.node ?? new FileNode(uri);
        const item = await fileItem(uri, this.looks, (counts.get(place(uri)) ?? 0) > 1);
        return [key, { node, item }] as const;
      }),
    );
    return new Map(rows);
  }

  /** Tells the editor what has become different, and no more. */
  private exchange(rows: Rows): void {
    const { rows: before, layout } = this;
    this.rows = rows;
    this.layout = JSON.stringify([folderUris(), [...rows.keys()]]);
    if (before === null) return;
    if (this.layout !== layout) {
      this.changed.fire(undefined);
      return;
    }
    const different = [...rows]
      .filter(([key, { item }]) => !sameItem(item, before.get(key)?.item))
      .map(([, { node }]) => node);
    if (different.length > 0) this.changed.fire(different);
  }
}

function folderKey(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
}

function folderUris(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
}

function sameItem(a: vscode.TreeItem, b: vscode.TreeItem | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isIn(uri: vscode.Uri, { folder }: FolderNode): boolean {
  return vscode.workspace.getWorkspaceFolder(uri)?.index === folder.index;
}

/** Numbers within names count as numbers: `resnet-50` comes before `resnet-101`. */
function order(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' });
}
