import * as vscode from 'vscode';
import { copyUnlessThere } from '../copyUnlessThere';
import { chooseFolder } from './newFile';

/** Name of the folder that the samples are copied to. */
const samplesFolder = 'cnn-examples';
/** What is opened afterwards. */
const firstToRead = 'networks/resnet-50.cnn.yaml';

/** Copies the shipped networks, platforms and scenarios into the workspace. No file is ever overwritten. */
export async function createSamples(extensionUri: vscode.Uri): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const examples = vscode.Uri.joinPath(extensionUri, 'examples');
  const target = vscode.Uri.joinPath(folder, samplesFolder);
  const counts = { created: 0, kept: 0 };
  for (const kind of ['networks', 'platforms', 'interference']) {
    const from = vscode.Uri.joinPath(examples, kind);
    for (const [name, type] of await vscode.workspace.fs.readDirectory(from)) {
      if (type !== vscode.FileType.File) continue;
      const to = vscode.Uri.joinPath(target, kind, name);
      counts[await copyUnlessThere(vscode.Uri.joinPath(from, name), to)] += 1;
    }
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(target, firstToRead));
  void vscode.window.showInformationMessage(said(counts));
}

function said({ created, kept }: { created: number; kept: number }): string {
  if (created === 0) return vscode.l10n.t('The samples are in {0} already.', samplesFolder);
  return kept === 0
    ? vscode.l10n.t('{0} samples were created in {1}.', created, samplesFolder)
    : vscode.l10n.t(
        '{0} samples were created in {1}; {2} that were there are as they were.',
        created,
        samplesFolder,
        kept,
      );
}
