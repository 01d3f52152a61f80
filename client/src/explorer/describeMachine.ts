import * as vscode from 'vscode';
import {
  describeMachineRequest,
  type DescribeMachineReply,
} from '../../../server/protocol/explorerRequests';
import type { ServerConnection } from '../serverConnection';
import { fileStem } from './fileStem';
import { chooseFolder, chooseNewFile } from './newFile';

/**
 * Writes the machine that the extension runs on as a platform into the workspace, and opens it;
 * undefined where the person left that.
 */
export async function describeMachine(server: ServerConnection): Promise<vscode.Uri | undefined> {
  const folder = await chooseFolder();
  if (folder === undefined) return undefined;
  const { descriptor } = await server.request<DescribeMachineReply>(describeMachineRequest, {});
  const name = /^platform:\s*"?([^"\n]*)/m.exec(descriptor)?.[1] ?? '';
  const target = await chooseNewFile(folder, fileStem(name, 'this-machine'), '.platform.yaml');
  if (target === undefined) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(descriptor));
  await vscode.window.showTextDocument(target, { preview: false });
  return target;
}
