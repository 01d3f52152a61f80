import * as vscode from 'vscode';
import { copyUnlessThere } from './copyUnlessThere';

/**
 * Copies one of the shipped platforms, as the person picks, beside `near` or into the workspace, and
 * opens it. An existing file is never overwritten: it is used as it is.
 */
export async function createPlatform(
  extensionUri: vscode.Uri,
  near?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const folder = targetFolder(near);
  if (folder === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: the platform needs a place to stand.'),
    );
    return undefined;
  }
  const examples = vscode.Uri.joinPath(extensionUri, 'examples', 'platforms');
  const entries = await vscode.workspace.fs.readDirectory(examples);
  const names = entries.map(([name]) => name).filter((name) => name.endsWith('.platform.yaml'));
  const picked = await vscode.window.showQuickPick(
    Promise.all(names.sort().map((name) => exampleItem(examples, name))),
    { title: vscode.l10n.t('Example to begin with'), matchOnDetail: true },
  );
  if (picked === undefined) return undefined;
  const target = vscode.Uri.joinPath(folder, picked.name);
  await copyUnlessThere(vscode.Uri.joinPath(examples, picked.name), target);
  await vscode.window.showTextDocument(target, { preview: false, preserveFocus: true });
  return target;
}

function targetFolder(near: vscode.Uri | undefined): vscode.Uri | undefined {
  if (near?.scheme === 'file') return vscode.Uri.joinPath(near, '..');
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function exampleItem(folder: vscode.Uri, name: string) {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
  const text = new TextDecoder().decode(bytes);
  // The first comment of an example says what it is.
  const detail = /^#\s*(.+)$/m.exec(text)?.[1] ?? '';
  return { label: name.replace('.platform.yaml', ''), detail, name };
}
