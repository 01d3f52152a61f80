import * as vscode from 'vscode';
import { compareExplorers } from './comparison/compareExplorers';
import { comparisonEditor } from './comparison/comparisonEditor';
import { createPlatform } from './createPlatform';
import { uriOf } from './explorer/fileNode';
import { registerExplorer } from './explorer/registerExplorer';
import { FileSummaries } from './explorer/fileSummaries';
import { summarizeResult } from './explorer/resultSummary';
import { HeatStrip } from './heatStrip/heatStrip';
import { ids, languageIds } from './ids';
import { LiveRuns } from './live/liveRuns';
import { registerLive } from './live/registerLive';
import { LocalPlatforms } from './localCores/localPlatforms';
import { registerLocalCores } from './localCores/registerLocalCores';
import { tuneOnCores } from './localCores/tuneOnCores';
import { chooseNetwork } from './chooseNetwork';
import { openRule } from './openRule';
import { registerPanels } from './panels/registerPanels';
import { pickResult } from './pickResult';
import { PlatformChoice } from './platformChoice';
import { PlatformStatus } from './platformStatus';
import { registerCommand, registerItemCommand, reportErrors } from './registerCommand';
import { registerReplay } from './replay/registerReplay';
import { revealLayer } from './revealLayer';
import { openStageMap, runTuning } from './runTuning';
import { ServerConnection } from './serverConnection';
import { stageMapEditor } from './stageMapEditor';

/** What activation gives to those who ask for it. */
export interface ExtensionApi {
  /** Starts the language server, unless it runs, and waits until it answers. */
  ready(): Promise<void>;
}

/** Registers commands, lists and the stage map; the server starts with the first descriptor or command. */
export function activate({
  extension,
  subscriptions,
  workspaceState,
}: vscode.ExtensionContext): ExtensionApi {
  const { extensionUri } = extension;
  const platforms = new PlatformChoice(workspaceState, extensionUri);
  const server = new ServerConnection(extension, platforms);
  const summaries = new FileSummaries(summarizeResult);
  const runs = new LiveRuns(server);
  const localPlatforms = new LocalPlatforms(workspaceState, server, platforms);

  subscriptions.push(
    server,
    platforms,
    runs,
    registerItemCommand(ids.runShishaTuning, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network === undefined) return;
      const platform = await platforms.platformFor(network);
      if (platform !== undefined) await runTuning(server, network, platform);
    }),
    registerItemCommand(ids.compareExplorers, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network === undefined) return;
      const platform = await platforms.platformFor(network);
      if (platform !== undefined) await compareExplorers(server, network, platform);
    }),
    registerItemCommand(ids.selectPlatform, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network !== undefined) await platforms.select(network);
    }),
    registerCommand(ids.createPlatform, () => createPlatform(extensionUri)),
    registerCommand(ids.openStageMap, async (argument) => {
      const result = uriOf(argument) ?? (await pickResult());
      if (result !== undefined) await openStageMap(result);
    }),
    server.onDidStart(() => vscode.commands.executeCommand('setContext', ids.serverStarted, true)),
    registerCommand(ids.openRule, (rule) => openRule(extensionUri, rule)),
    registerCommand(ids.restartServer, () => server.restart()),
    registerExplorer(extensionUri, server, summaries),
    registerPanels(extensionUri, server, platforms),
    registerLocalCores(server, localPlatforms),
    registerLive(extensionUri, workspaceState, server, localPlatforms, runs),
    registerReplay(extensionUri, workspaceState, server, platforms),
    new HeatStrip(server),
    new PlatformStatus(platforms, summaries),
    stageMapEditor(extensionUri, server, {
      revealLayer: (network, layer) => revealLayer(server, network, layer),
      tuneAgain: (network, platform, onCores) =>
        (onCores ? tuneOnCores : runTuning)(server, network, platform),
      follow: (result, told) => runs.follow(result, told),
    }),
    comparisonEditor(extensionUri, server),
    vscode.workspace.onDidOpenTextDocument((document) => startFor(server, document)),
  );
  for (const document of vscode.workspace.textDocuments) startFor(server, document);
  return { ready: () => server.start() };
}

function startFor(server: ServerConnection, { languageId }: vscode.TextDocument): void {
  if (languageIds.includes(languageId)) void reportErrors(server.start());
}
