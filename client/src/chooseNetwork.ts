import * as vscode from 'vscode';
import { uriOf } from './explorer/fileNode';
import { isProfile, networkOfProfile } from './explorer/networkOfProfile';
import { findNetworks, isNetwork, showNoNetwork } from './findNetworks';

/**
 * The network that a command is about: what it was called with (a URI, an item of a list, or a URI's
 * text from a lens; a profile's network lies beside it), else the active editor's, else one that the person picks. Undefined where none
 * was picked.
 */
export async function chooseNetwork(argument: unknown): Promise<vscode.Uri | undefined> {
  const given = uriOf(argument);
  if (given !== undefined) return isProfile(given) ? networkOfProfile(given) : given;
  const active = vscode.window.activeTextEditor?.document;
  if (active && (active.languageId === 'cnn-network' || isNetwork(active.uri))) return active.uri;
  return pickNetwork();
}

async function pickNetwork(): Promise<vscode.Uri | undefined> {
  const found = await findNetworks();
  if (found.length === 0) {
    showNoNetwork();
    return undefined;
  }
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  items.sort((a, b) => a.label.localeCompare(b.label));
  const title = vscode.l10n.t('Network to tune');
  return (await vscode.window.showQuickPick(items, { title }))?.uri;
}
