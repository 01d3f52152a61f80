import * as vscode from 'vscode';

/** Copies a file unless the target exists. */
export async function copyUnlessThere(
  source: vscode.Uri,
  target: vscode.Uri,
): Promise<'created' | 'kept'> {
  try {
    await vscode.workspace.fs.copy(source, target, { overwrite: false });
    return 'created';
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileExists') throw error;
    return 'kept';
  }
}
