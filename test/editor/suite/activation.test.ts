import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { serverProcesses } from './serverProcesses';
import { extension, workspaceFile } from './workspace';

describe('activation', () => {
  it('waits for a file of its own', async () => {
    const other = await vscode.workspace.openTextDocument(workspaceFile('notes.yaml'));
    await vscode.window.showTextDocument(other);
    assert.equal(other.languageId, 'yaml');
    assert.equal(extension().isActive, false);
  });

  it('loads nothing but the client before a descriptor or a command is used', async function () {
    // Processes are found in /proc, which only Linux has.
    if (process.platform !== 'linux') return this.skip();
    // The lists are the product's, and still no reason to start the server.
    await vscode.commands.executeCommand('cnnPipelineTuner.networks.focus');
    await extension().activate();
    assert.deepEqual(await serverProcesses(), []);
    const loaded = Object.keys(require.cache).filter((file) => file.includes('languageClient'));
    assert.deepEqual(loaded, []);
  });

  it('starts the server with the first descriptor', async () => {
    const network = await vscode.workspace.openTextDocument(workspaceFile('resnet-18.cnn.yaml'));
    await vscode.window.showTextDocument(network);
    assert.equal(network.languageId, 'cnn-network');
    const { uri } = network;
    let lenses: vscode.CodeLens[] = [];
    while (lenses.length === 0) {
      lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
    }
    if (process.platform === 'linux') assert.equal((await serverProcesses()).length, 1);
  });

  it('knows its files by their names', async () => {
    const platform = await vscode.workspace.openTextDocument(
      workspaceFile('chiplet-2f2s.platform.yaml'),
    );
    assert.equal(platform.languageId, 'cnn-platform');
  });
});
