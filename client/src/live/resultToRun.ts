import * as vscode from 'vscode';
import { uriOf } from '../explorer/fileNode';
import { ids } from '../ids';
import type { LocalPlatforms } from '../localCores/localPlatforms';
import { nameOf } from '../panels/resultFile';
import { pickResult } from '../pickResult';
import { tune } from '../runTuning';
import type { ServerConnection } from '../serverConnection';

const isResult = (uri: vscode.Uri) => /\.tuning\.json$/i.test(uri.path);

/**
 * The tuned result that is to be run: what the command was called for, or the stage map that is looked
 * at, or what the person picks. A network is run by a result beside it, and tuned first where there is
 * none. Undefined where there is nothing to run.
 */
export async function resultToRun(
  argument: unknown,
  server: ServerConnection,
  platforms: LocalPlatforms,
): Promise<vscode.Uri | undefined> {
  const given = uriOf(argument) ?? activeFile();
  if (given === undefined) return pickResult(vscode.l10n.t('Tuning result to run'));
  if (isResult(given)) return given;
  const results = await resultsBeside(given);
  if (results.length > 0) return pickOne(results);
  const platform = await platforms.platformFor(given);
  if (platform === undefined) return undefined;
  const reply = await tune(server, given, platform);
  if (reply.status === 'failed') throw new Error(reply.message);
  return reply.status === 'done' ? vscode.Uri.parse(reply.tuningUri) : undefined;
}

/** The stage map, network or result that is looked at. */
function activeFile(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === ids.stageMapEditor) {
    return input.uri;
  }
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'cnn-network' ? document.uri : undefined;
}

/** Results of a network, which have its name and lie in its folder. */
async function resultsBeside(network: vscode.Uri): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(network, '..');
  const stem = nameOf(network).replace(/\.(?:cnn\.ya?ml|onnx)$/i, '');
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  return names
    .filter((name) => name.startsWith(`${stem}.`) && isResult(vscode.Uri.joinPath(folder, name)))
    .map((name) => vscode.Uri.joinPath(folder, name));
}

async function pickOne(results: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  if (results.length === 1) return results[0];
  const items = results.map((uri) => ({ label: nameOf(uri), uri }));
  const title = vscode.l10n.t('Tuning result to run');
  return (await vscode.window.showQuickPick(items, { title }))?.uri;
}
