import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { serverProcesses } from './serverProcesses';
import { workspaceFile } from './workspace';

/** Looks again and again until something holds; Mocha sets the time limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A client that starts its server again by itself gives up after so many ends. */
const endsUntilGivenUp = 5;

describe('a language server that keeps failing', () => {
  const network = workspaceFile('resnet-18.cnn.yaml');
  const lenses = () =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', network);

  it('works again after it was restarted by the command', async function () {
    // Processes are found in /proc, which only Linux has.
    if (process.platform !== 'linux') return this.skip();
    await vscode.window.showTextDocument(network);
    await until(async () => (await lenses()).length > 0);
    for (let end = 0; end < endsUntilGivenUp; end += 1) {
      await until(async () => (await serverProcesses()).length === 1);
      const [id = 0] = await serverProcesses();
      process.kill(id, 'SIGKILL');
      await until(async () => !(await serverProcesses()).includes(id));
    }
    await until(async () => (await lenses()).length === 0);
    assert.deepEqual(await serverProcesses(), []);
    await vscode.commands.executeCommand('cnnPipelineTuner.restartServer');
    await until(async () => (await lenses()).length > 0);
  });
});
