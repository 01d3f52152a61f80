import * as vscode from 'vscode';

/** A file in a list of the workspace's files. */
export class FileNode {
  constructor(readonly uri: vscode.Uri) {}
}

/** A folder of a workspace of several. */
export class FolderNode {
  constructor(readonly folder: vscode.WorkspaceFolder) {}
}

/** What a list of files is made of. */
export type TreeNode = FileNode | FolderNode;

/** The file that a command was called for; undefined where it was called for none. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  // The language server names files by their URI's text.
  if (typeof argument === 'string') return vscode.Uri.parse(argument);
  return argument instanceof FileNode ? argument.uri : undefined;
}

/** Every file that a command was called for: the selection where the clicked one is in it. */
export function urisOf(argument: unknown, selection: unknown): vscode.Uri[] {
  const clicked = uriOf(argument);
  if (clicked === undefined) return [];
  const selected = Array.isArray(selection) ? selection.flatMap((one) => uriOf(one) ?? []) : [];
  const isSelected = selected.some((uri) => uri.toString() === clicked.toString());
  return isSelected ? selected : [clicked];
}
