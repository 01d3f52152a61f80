import * as vscode from 'vscode';
import {
  importModelRequest,
  type ImportModelParams,
  type ImportModelReply,
} from '../../../server/protocol/explorerRequests';
import type { ServerConnection } from '../serverConnection';
import { requireTrust } from '../trust';
import { inputShape, readInputShape } from './inputShape';
import { chooseFolder, chooseNewFile } from './newFile';

/** Writes the descriptor of an ONNX model that is given or chosen, and opens it. */
export async function importModel(
  server: ServerConnection,
  given: vscode.Uri | undefined,
): Promise<void> {
  const model = given ?? (await chooseModel());
  if (model === undefined) return;
  const isOutside = !vscode.workspace.getWorkspaceFolder(model);
  if (isOutside && !(await requireTrust(outsideReason()))) return;
  const folder = await folderFor(model);
  if (folder === undefined) return;
  const target = await chooseNewFile(folder, modelName(model), '.cnn.yaml');
  if (target === undefined) return;
  const files = { modelUri: model.toString(), targetUri: target.toString() };
  let reply = await ask(server, files);
  while (reply.status === 'needsInput') {
    const input = await askInput(reply.message);
    if (input === undefined) return;
    reply = await ask(server, { ...files, input });
  }
  if (reply.status === 'failed') throw new Error(reply.message);
  await vscode.window.showTextDocument(target, { preview: false });
  const layers = vscode.l10n.t('{0}: {1} layers imported', modelName(model), reply.layers);
  vscode.window.setStatusBarMessage(`$(check) ${layers}`, 10_000);
}

async function ask(server: ServerConnection, params: ImportModelParams): Promise<ImportModelReply> {
  const name = modelName(vscode.Uri.parse(params.modelUri));
  const title = vscode.l10n.t('Importing {0}', name);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title }, () =>
    server.request<ImportModelReply>(importModelRequest, params),
  );
}

async function chooseModel(): Promise<vscode.Uri | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('ONNX model to import'),
      openLabel: vscode.l10n.t('Import'),
      filters: { [vscode.l10n.t('ONNX models')]: ['onnx'] },
    })) ?? [];
  return chosen;
}

/** Beside a model of the workspace, or of no workspace; other models come into the workspace. */
async function folderFor(model: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { workspaceFolders = [] } = vscode.workspace;
  const stays = workspaceFolders.length === 0 || vscode.workspace.getWorkspaceFolder(model);
  return stays ? vscode.Uri.joinPath(model, '..') : chooseFolder();
}

async function askInput(reason: string): Promise<ImportModelParams['input']> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Input of the network'),
    prompt: `${reason} ${vscode.l10n.t('Channels, height, width:')}`,
    value: inputShape,
    ignoreFocusOut: true,
    validateInput: (text) =>
      readInputShape(text) ? null : vscode.l10n.t('Three whole numbers, such as {0}', inputShape),
  });
  return typed === undefined ? undefined : readInputShape(typed);
}

function outsideReason(): string {
  return vscode.l10n.t(
    'A model outside the workspace is read only where the workspace is trusted.',
  );
}

function modelName(model: vscode.Uri): string {
  return model.path.slice(model.path.lastIndexOf('/') + 1).replace(/\.onnx$/i, '');
}
