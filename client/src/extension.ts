import * as vscode from 'vscode';
import { createPlatform } from './createPlatform';
import { ids, languageIds } from './ids';
import { chooseNetwork } from './networkChoice';
import { pickResult } from './pickResult';
import { PlatformChoice } from './platformChoice';
import { revealLayer } from './revealLayer';
import { openStageMap, runTuning } from './runTuning';
import { ServerConnection } from './serverConnection';
import { StageMapEditor } from './stageMapEditor';

/** Registers commands and the stage map; the server starts with the first descriptor or command. */
export function activate({ extensionUri, subscriptions, workspaceState }: vscode.ExtensionContext) {
  const server = new ServerConnection(extensionUri.fsPath);
  const platforms = new PlatformChoice(workspaceState, extensionUri);
  const command = (id: string, run: (argument: unknown) => Promise<unknown>) =>
    vscode.commands.registerCommand(id, (argument: unknown) => reportErrors(run(argument)));

  subscriptions.push(
    server,
    command(ids.runShishaTuning, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network === undefined) return;
      const platform = await platforms.platformFor(network);
      if (platform !== undefined) await runTuning(server, network, platform);
    }),
    command(ids.selectPlatform, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network !== undefined) await platforms.select(network);
    }),
    command(ids.createPlatform, () => createPlatform(extensionUri)),
    command(ids.openStageMap, async (argument) => {
      const result = argument instanceof vscode.Uri ? argument : await pickResult();
      if (result !== undefined) await openStageMap(result);
    }),
    command(ids.restartServer, () => server.restart()),
    StageMapEditor.register(extensionUri, server, {
      revealLayer: (network, layer) => revealLayer(server, network, layer),
      tuneAgain: (network, platform) => runTuning(server, network, platform),
    }),
    vscode.workspace.onDidOpenTextDocument((document) => startFor(server, document)),
  );
  for (const document of vscode.workspace.textDocuments) startFor(server, document);
}

function startFor(server: ServerConnection, { languageId }: vscode.TextDocument): void {
  if (languageIds.includes(languageId)) void reportErrors(server.start());
}

/** No command fails in silence. */
async function reportErrors(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`CNN Pipeline Tuner: ${message}`);
  }
}
