import * as vscode from 'vscode';
import { nameOf } from './resultFile';

const kinds = { csv: 'CSV', json: 'JSON', svg: 'SVG' } as const;

/** All of a text, and what it is written in. */
export interface TextToSave {
  readonly format: keyof typeof kinds;
  readonly text: string;
}

/** Writes what a panel exports to a file that the person names; does nothing where none is named. */
export async function saveText(
  { format, text }: TextToSave,
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
