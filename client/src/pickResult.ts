import * as vscode from 'vscode';
import { excludedFiles } from './ids';

/** A saved result of the workspace that the person picks, the newest first. */
export async function pickResult(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*.tuning.json', excludedFiles, 500);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no tuning result here yet: run a tuning first.'),
    );
    return undefined;
  }
  const items = await Promise.all(found.map(resultItem));
  items.sort((a, b) => b.time - a.time);
  const title = vscode.l10n.t('Tuning result to show');
  return (await vscode.window.showQuickPick(items, { title }))?.uri;
}

async function resultItem(uri: vscode.Uri) {
  const { mtime } = await vscode.workspace.fs.stat(uri);
  const description = new Date(mtime).toLocaleString(vscode.env.language);
  return { label: vscode.workspace.asRelativePath(uri), description, uri, time: mtime };
}
