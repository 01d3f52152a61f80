import * as vscode from 'vscode';
import type { SaveRequest } from '../../../server/protocol/panelMessages';
import { nameOf } from './resultFile';

const kinds = { csv: 'CSV', svg: 'SVG' } as const;

/** Writes what a panel exports to a file that the person names; does nothing where none is named. */
export async function saveText(
  { format, text }: SaveRequest,
  folder: vscode.Uri,
  stem: string,
): Promise<void> {
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${stem}.${format}`),
    filters: { [kinds[format]]: [format] },
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Saved {0}', nameOf(file)), 5000);
}
