import * as vscode from 'vscode';
import { excludedFiles } from './ids';

/** Whether a file is a network, by its name. */
export function isNetwork(uri: vscode.Uri): boolean {
  return /\.(?:cnn\.ya?ml|onnx)$/i.test(uri.path);
}

/** The networks of the workspace, 500 at most. */
export async function findNetworks(): Promise<vscode.Uri[]> {
  return vscode.workspace.findFiles('**/*.{cnn.yaml,cnn.yml,onnx}', excludedFiles, 500);
}

/** Says that there is no network, and what to do. */
export function showNoNetwork(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no network here: open a .cnn.yaml or .onnx file.'),
  );
}
