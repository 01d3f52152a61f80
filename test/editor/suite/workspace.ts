import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('cnn-pipeline-tuner.cnn-pipeline-tuner');
  assert(found);
  return found;
}

/** A file of the workspace that the test runner laid out. */
export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder);
  return vscode.Uri.joinPath(folder.uri, name);
}
