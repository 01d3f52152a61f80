import * as vscode from 'vscode';

/** Larger files are no results. */
const maxBytes = 100_000_000;

/** One version of a saved result. */
export interface ResultVersion {
  /** Identifies the version: URI, time and size. */
  readonly key: string;
  readonly text: string;
}

/** Reads a saved result; rejects where it is too large or cannot be read. */
export async function readResult(file: vscode.Uri): Promise<ResultVersion> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > maxBytes) throw new Error(vscode.l10n.t('The file is larger than 100 MB.'));
  // Before the text: a change between the two is then noticed.
  const key = await keyOf(file);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return { key, text };
}

/** Identifies a version of a file; empty where there is none. */
export async function keyOf(file: vscode.Uri): Promise<string> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    return `${file.toString()}#${mtime}-${size}`;
  } catch {
    return '';
  }
}

/** A file's name without its folders. */
export function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A file's name for the title of a tab: without marks that turn the direction of what stands beside
 * it.
 */
export function titleName(file: vscode.Uri): string {
  return nameOf(file).replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
}

/** Calls back when a file is made, changed or deleted. */
export function watchFile(file: vscode.Uri, changed: () => void): vscode.Disposable {
  return watchFiles(vscode.Uri.joinPath(file, '..'), escapeGlob(nameOf(file)), changed);
}

/** Calls back when a file of a folder that fits a pattern is made, changed or deleted. */
export function watchFiles(
  folder: vscode.Uri,
  pattern: string,
  changed: () => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, pattern),
  );
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}

/** File names may hold what patterns read as wildcards. */
function escapeGlob(name: string): string {
  return name.replace(/[[\]{}*?!]/g, (character) => `[${character}]`);
}
