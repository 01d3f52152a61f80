import * as vscode from 'vscode';
import { ids } from '../ids';
import { registerCommand, registerItemCommand } from '../registerCommand';
import type { ServerConnection } from '../serverConnection';
import { createSamples } from './createSamples';
import { describeMachine } from './describeMachine';
import { uriOf, type TreeNode } from './fileNode';
import type { FileSummaries } from './fileSummaries';
import { FileTree } from './fileTree';
import { importModel } from './importModel';
import { interferenceLooks } from './interferenceLooks';
import { deleteItems, openItems, revealItem } from './itemActions';
import { isModel, NetworkLooks } from './networkLooks';
import { platformLooks } from './platformLooks';
import { ResultLooks } from './resultLooks';
import type { ResultSummary } from './resultSummary';
import { WorkspaceFiles } from './workspaceFiles';

/** Ages of results are told in minutes. */
const minuteMilliseconds = 60_000;

/** Registers the lists of networks, platforms, results and interference, and what can be done in them. */
export function registerExplorer(
  extensionUri: vscode.Uri,
  server: ServerConnection,
  summaries: FileSummaries<ResultSummary>,
): vscode.Disposable {
  const networks = new WorkspaceFiles('**/*.{cnn.yaml,cnn.yml,onnx}');
  const platforms = new WorkspaceFiles('**/*.platform.{yaml,yml}');
  const results = new WorkspaceFiles('**/*.{tuning,comparison,profile}.json');
  const interference = new WorkspaceFiles('**/*.{interference.yaml,interference.yml,replay.jsonl}');
  const networkTree = new FileTree(networks, new NetworkLooks(server));
  const platformTree = new FileTree(platforms, platformLooks);
  const resultTree = new FileTree(results, new ResultLooks(summaries));
  const interferenceTree = new FileTree(interference, interferenceLooks);
  const refresh = () => {
    for (const files of [networks, platforms, results, interference]) files.refresh();
    return Promise.resolve();
  };
  return vscode.Disposable.from(
    networks,
    platforms,
    results,
    interference,
    networkTree,
    platformTree,
    resultTree,
    interferenceTree,
    showTree(ids.networksView, networkTree),
    showTree(ids.platformsView, platformTree),
    keepAges(showTree(ids.resultsView, resultTree), resultTree),
    keepAges(showTree(ids.interferenceView, interferenceTree), interferenceTree),
    // A result is stale once its inputs changed.
    networks.onDidChange(() => resultTree.refresh()),
    platforms.onDidChange(() => resultTree.refresh()),
    server.onDidStart(() => networkTree.refresh()),
    registerCommand(ids.refreshExplorer, refresh),
    registerItemCommand(ids.openItem, openItems),
    registerItemCommand(ids.revealItem, revealItem),
    registerItemCommand(ids.deleteItem, deleteItems),
    registerCommand(ids.createSamples, () => createSamples(extensionUri)),
    registerCommand(ids.importModel, (argument) => importModel(server, modelOf(argument))),
    registerCommand(ids.describeMachine, () => describeMachine(server)),
  );
}

/** The title of the list calls with the entry that has the focus, which may be no model. */
function modelOf(argument: unknown): vscode.Uri | undefined {
  const uri = uriOf(argument);
  return uri !== undefined && isModel(uri) ? uri : undefined;
}

function showTree(id: string, tree: FileTree): vscode.TreeView<TreeNode> {
  return vscode.window.createTreeView(id, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: false,
  });
}

/** Tells ages anew while somebody can see them. */
function keepAges(view: vscode.TreeView<TreeNode>, tree: FileTree): vscode.Disposable {
  const timer = setInterval(() => {
    if (view.visible) tree.refresh();
  }, minuteMilliseconds);
  return vscode.Disposable.from(view, { dispose: () => clearInterval(timer) });
}
