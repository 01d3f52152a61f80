import * as vscode from 'vscode';
import { mostRuns } from '../../../server/protocol/panelRequests';
import { urisOf } from '../explorer/fileNode';
import { ids } from '../ids';
import { chooseNetwork } from '../chooseNetwork';
import { pickResult, pickResults } from '../pickResult';
import type { PlatformChoice } from '../platformChoice';
import { registerItemCommand } from '../registerCommand';
import type { ServerConnection } from '../serverConnection';
import { CompareSession } from './compareSession';
import { ConvergenceSession } from './convergenceSession';
import { LayersSession } from './layersSession';
import { PanelShelf } from './panelShelf';
import { filesOf, subjectOf } from './resultsSession';

/** Registers the panels beside the stage map, and the commands that show them. */
export function registerPanels(
  extensionUri: vscode.Uri,
  server: ServerConnection,
  platforms: PlatformChoice,
): vscode.Disposable {
  const layers = new PanelShelf(extensionUri, {
    viewType: ids.layersPanel,
    name: 'layers',
    title: vscode.l10n.t('Layers'),
    start: (panel, subject) =>
      subject === ''
        ? null
        : new LayersSession(panel, vscode.Uri.parse(subject), { server, platforms }),
  });
  const convergence = new PanelShelf(extensionUri, {
    viewType: ids.convergencePanel,
    name: 'convergence',
    title: vscode.l10n.t('Convergence'),
    start(panel, subject) {
      const files = filesOf(subject).slice(0, mostRuns);
      return files.length === 0 ? null : new ConvergenceSession(panel, files, server);
    },
  });
  const comparison = new PanelShelf(extensionUri, {
    viewType: ids.comparePanel,
    name: 'compare',
    title: vscode.l10n.t('Compare results'),
    start(panel, subject) {
      const [left, right] = filesOf(subject);
      return left && right ? new CompareSession(panel, left, right, server) : null;
    },
  });
  return vscode.Disposable.from(
    layers,
    convergence,
    comparison,
    registerItemCommand(ids.showLayers, async (argument) => {
      const network = await chooseNetwork(argument);
      if (network !== undefined) layers.show(network.toString(), vscode.ViewColumn.Beside);
    }),
    registerItemCommand(ids.showConvergence, async (argument, selection) => {
      const files = await chosenRuns(argument, selection);
      if (files.length > 0) convergence.show(subjectOf(files), vscode.ViewColumn.Active);
    }),
    registerItemCommand(ids.compareResults, async (argument, selection) => {
      const pair = await chosenPair(argument, selection);
      if (pair !== null) comparison.show(subjectOf(pair), vscode.ViewColumn.Active);
    }),
  );
}

/** Results that a command was called for, else the stage map that is looked at, else what is picked. */
async function chosenRuns(argument: unknown, selection: unknown): Promise<readonly vscode.Uri[]> {
  const given = givenResults(argument, selection);
  const files = given.length > 0 ? given : ((await pickResults([])) ?? []);
  if (files.length <= mostRuns) return files;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The first {0} of {1} runs are shown.', mostRuns, files.length),
  );
  return files.slice(0, mostRuns);
}

/** Two results; those that are missing are picked. */
async function chosenPair(argument: unknown, selection: unknown): Promise<vscode.Uri[] | null> {
  const given = givenResults(argument, selection);
  const left = given[0] ?? (await pickResult(vscode.l10n.t('First result to compare')));
  if (left === undefined) return null;
  const right = given[1] ?? (await pickResult(vscode.l10n.t('Result to compare it with'), left));
  return right === undefined ? null : [left, right];
}

function givenResults(argument: unknown, selection: unknown): vscode.Uri[] {
  const isResult = (uri: vscode.Uri) => /\.tuning\.json$/i.test(uri.path);
  const given = urisOf(argument, selection).filter(isResult);
  if (given.length > 0) return given;
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isMap = input instanceof vscode.TabInputCustom && input.viewType === ids.stageMapEditor;
  return isMap ? [input.uri] : [];
}
