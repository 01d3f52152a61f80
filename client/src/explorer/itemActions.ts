import * as vscode from 'vscode';
import { urisOf, uriOf } from './fileNode';

/** Opens the files that are selected, as they open by themselves. */
export async function openItems(argument: unknown, selection: unknown): Promise<void> {
  const uris = urisOf(argument, selection);
  const preview = uris.length === 1;
  for (const uri of uris) await vscode.commands.executeCommand('vscode.open', uri, { preview });
}

/** Shows a file among all files of the workspace. */
export async function revealItem(argument: unknown): Promise<void> {
  const uri = uriOf(argument);
  if (uri !== undefined) await vscode.commands.executeCommand('revealInExplorer', uri);
}

/** Moves the files that are selected to the trash, after a question. */
export async function deleteItems(argument: unknown, selection: unknown): Promise<void> {
  const uris = urisOf(argument, selection);
  if (uris.length === 0) return;
  const trash = vscode.l10n.t('Move to Trash');
  const names = uris.map((uri) => uri.path.slice(uri.path.lastIndexOf('/') + 1));
  const question =
    names.length === 1
      ? vscode.l10n.t('Delete {0}?', names[0] ?? '')
      : vscode.l10n.t('Delete {0} files?', names.length);
  const detail = names.slice(0, 10).join('\n');
  if (!(await confirmed(question, names.length === 1 ? '' : detail, trash))) return;
  for (const uri of uris) await deleteFile(uri);
}

async function deleteFile(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch (error) {
    // Remote and virtual file systems have no trash; what went for good is not asked for twice.
    const reason = error instanceof Error ? error.message : String(error);
    const question = vscode.l10n.t('The file cannot be moved to the trash. Delete it for good?');
    if (await confirmed(question, reason, vscode.l10n.t('Delete Permanently'))) {
      await vscode.workspace.fs.delete(uri, { useTrash: false });
    }
  }
}

async function confirmed(question: string, detail: string, action: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, action)) === action;
}
