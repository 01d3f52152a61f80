import * as vscode from 'vscode';

/** The workspace folder to write to: the only one, or what the person picks; offers to open one. */
export async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const { workspaceFolders = [] } = vscode.workspace;
  if (workspaceFolders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = workspaceFolders;
  if (only !== undefined) return only.uri;
  const open = vscode.l10n.t('Open Folder…');
  const message = vscode.l10n.t('Open a folder first: new files need a place to stand.');
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
  }
  return undefined;
}

/**
 * Where a new file `<stem><ending>` goes in a folder. Where one is there already the person says
 * whether it is replaced, or the new one gets a number; undefined where neither.
 */
export async function chooseNewFile(
  folder: vscode.Uri,
  stem: string,
  ending: string,
): Promise<vscode.Uri | undefined> {
  const wanted = vscode.Uri.joinPath(folder, `${stem}${ending}`);
  if (!(await exists(wanted))) return wanted;
  const replace = vscode.l10n.t('Replace');
  const keep = vscode.l10n.t('Keep Both');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} exists already.', `${stem}${ending}`),
    { modal: true },
    replace,
    keep,
  );
  if (answer === replace) return wanted;
  return answer === keep ? freeFile(folder, stem, ending) : undefined;
}

async function freeFile(folder: vscode.Uri, stem: string, ending: string): Promise<vscode.Uri> {
  for (let number = 2; ; number += 1) {
    const uri = vscode.Uri.joinPath(folder, `${stem}-${number}${ending}`);
    if (!(await exists(uri))) return uri;
  }
}

/** True where something is there. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
