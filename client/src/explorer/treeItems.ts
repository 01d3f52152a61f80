import * as vscode from 'vscode';
import type { FolderNode } from './fileNode';

/** What a list shows of one file besides its name. */
export interface FileLook {
  readonly icon: vscode.ThemeIcon;
  /** Decides which menu entries the file has. */
  readonly context: string;
  /** Figures beside the name. */
  readonly figures?: string;
  /** What a click does; absent: the file opens as it opens by itself. */
  readonly command?: vscode.Command;
  /** Lines of the hover, below the file's path. */
  readonly details?: readonly string[];
}

/** What is known of the files of one kind. */
export interface FileLooks {
  /** Ending of the names, which the list leaves out. */
  readonly ending: RegExp;
  look(uri: vscode.Uri): Promise<FileLook>;
  /** Lines for the hover that are made only when it is wanted; in place of the details. */
  hover?(uri: vscode.Uri): Promise<readonly string[]>;
}

/** The item of a file. @param ambiguous true where another file has its name: it shows its folder. */
export async function fileItem(
  uri: vscode.Uri,
  looks: FileLooks,
  ambiguous: boolean,
): Promise<vscode.TreeItem> {
  const { icon, context, figures, command, details = [] } = await looks.look(uri);
  const label = fileName(uri, looks.ending);
  const description = [figures, ambiguous && folderOf(uri)].filter(Boolean).join(' · ');
  return {
    id: uri.toString(),
    label,
    description,
    resourceUri: uri,
    iconPath: icon,
    contextValue: context,
    ...(!looks.hover && { tooltip: hoverText(uri, details) }),
    command: command ?? { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] },
    accessibilityInformation: {
      label: [label, description, ...details].filter(Boolean).join(', '),
    },
  };
}

/** The item of a folder of a workspace of several. */
export function folderItem({ folder }: FolderNode): vscode.TreeItem {
  return {
    id: folder.uri.toString(),
    label: folder.name,
    resourceUri: folder.uri,
    iconPath: vscode.ThemeIcon.Folder,
    contextValue: 'folder',
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
  };
}

/** What a list calls a file. */
export function fileName(uri: vscode.Uri, ending: RegExp): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(ending, '');
}

/** The hover of a file: plain text, since names may hold anything. */
export function hoverText(uri: vscode.Uri, lines: readonly string[]): string {
  return [vscode.workspace.asRelativePath(uri), ...lines].join('\n');
}

/** Folder of a file as seen from its workspace folder, which is `.` itself. */
function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri, false);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}
