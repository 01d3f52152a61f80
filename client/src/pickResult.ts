import * as vscode from 'vscode';
import { excludedFiles } from './ids';

/**
 * A saved result of the workspace that the person picks, the newest first.
 * @param other a result that is not offered.
 */
export async function pickResult(
  title = vscode.l10n.t('Tuning result to show'),
  other?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const items = await resultItems();
  const offered = items.filter(({ uri }) => uri.toString() !== other?.toString());
  if (offered.length === 0) return sayNone(items.length === 0);
  return (await vscode.window.showQuickPick(offered, { title }))?.uri;
}

/** Saved results of the workspace that the person picks; undefined where the choice was left. */
export async function pickResults(
  chosen: readonly vscode.Uri[],
): Promise<vscode.Uri[] | undefined> {
  const items = await resultItems();
  if (items.length === 0) return sayNone(true);
  const keys = chosen.map((uri) => uri.toString());
  const picked = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: keys.includes(item.uri.toString()) })),
    { title: vscode.l10n.t('Tuning results to show'), canPickMany: true },
  );
  return picked?.map(({ uri }) => uri);
}

function sayNone(anyResult: boolean): undefined {
  void vscode.window.showInformationMessage(
    anyResult
      ? vscode.l10n.t('There is no tuning result here yet: run a tuning first.')
      : vscode.l10n.t('There is no other tuning result here: run another tuning first.'),
  );
  return undefined;
}

async function resultItems() {
  const found = await vscode.workspace.findFiles('**/*.tuning.json', excludedFiles, 500);
  const items = await Promise.all(found.map(resultItem));
  return items.sort((a, b) => b.time - a.time);
}

async function resultItem(uri: vscode.Uri) {
  const { mtime } = await vscode.workspace.fs.stat(uri);
  const description = new Date(mtime).toLocaleString(vscode.env.language);
  return { label: vscode.workspace.asRelativePath(uri), description, uri, time: mtime };
}
