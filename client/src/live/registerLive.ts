import * as vscode from 'vscode';
import { ids } from '../ids';
import type { LocalPlatforms } from '../localCores/localPlatforms';
import { PanelShelf } from '../panels/panelShelf';
import { registerCommand, registerItemCommand } from '../registerCommand';
import type { ServerConnection } from '../serverConnection';
import { requireTrustToRun } from '../trust';
import { injectInterference } from './injectInterference';
import { LiveSession } from './liveSession';
import type { LiveRuns } from './liveRuns';
import { LoadMemory } from './loadMemory';
import { resultToRun } from './resultToRun';
import { runPipeline } from './runPipeline';

/** Registers the live panel, the command that runs a pipeline and shows it there, and the one that disturbs it. */
export function registerLive(
  extensionUri: vscode.Uri,
  memory: vscode.Memento,
  server: ServerConnection,
  platforms: LocalPlatforms,
  runs: LiveRuns,
): vscode.Disposable {
  const loads = new LoadMemory(memory);
  const panels = new PanelShelf(extensionUri, {
    viewType: ids.livePanel,
    name: 'live',
    title: vscode.l10n.t('Run on local cores'),
    start: (panel, subject) =>
      subject === ''
        ? null
        : new LiveSession(panel, vscode.Uri.parse(subject), { server, runs, loads }),
  });
  return vscode.Disposable.from(
    panels,
    registerItemCommand(ids.runPipeline, async (argument) => {
      if (!(await requireTrustToRun())) return;
      const result = await resultToRun(argument, server, platforms);
      if (result === undefined) return;
      panels.show(result.toString(), vscode.ViewColumn.Beside);
      await runPipeline(server, result, loads.load);
    }),
    registerCommand(ids.injectInterference, () => injectInterference(server, runs.newest)),
  );
}
