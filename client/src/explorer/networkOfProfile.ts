import * as vscode from 'vscode';
import { networkNameOf } from './networkNameOf';

/** True for a profile's name. */
export function isProfile({ path }: vscode.Uri): boolean {
  return path.toLowerCase().endsWith('.profile.json');
}

/**
 * The network that a profile is of: the file beside it whose name the profile's begins with, as
 * `resnet-50.cnn.yaml` for `resnet-50.tx2.profile.json`; undefined for none.
 */
export async function networkOfProfile(profile: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = vscode.Uri.joinPath(profile, '..');
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const profileName = profile.path.slice(profile.path.lastIndexOf('/') + 1);
  const name = networkNameOf(profileName, entries.map(([entry]) => entry)); // prettier-ignore
  return name === undefined ? undefined : vscode.Uri.joinPath(folder, name);
}
