import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension, workspaceFile } from './workspace';
import { until } from './until';

describe('activation', () => {
  it('waits for a file of its own', async () => {
    const other = await vscode.workspace.openTextDocument(workspaceFile('notes.yaml'));
    await vscode.window.showTextDocument(other);
    assert.equal(other.languageId, 'yaml');
    assert.equal(extension().isActive, false);

    const network = await vscode.workspace.openTextDocument(workspaceFile('resnet-18.cnn.yaml'));
    await vscode.window.showTextDocument(network);
    assert.equal(network.languageId, 'cnn-network');
    await until(vscode.languages.onDidChangeDiagnostics, () => extension().isActive || undefined);
  });

  it('knows its files by their names', async () => {
    const platform = await vscode.workspace.openTextDocument(
      workspaceFile('chiplet-2f2s.platform.yaml'),
    );
    assert.equal(platform.languageId, 'cnn-platform');
  });
});
