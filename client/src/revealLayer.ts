import * as vscode from 'vscode';
import {
  layerLocationRequest,
  type LayerLocationParams,
  type LayerLocationReply,
} from '../../server/protocol/requests';
import { exists } from './explorer/newFile';
import { nameOf } from './panels/resultFile';
import type { ServerConnection } from './serverConnection';

/** Opens a network beside the stage map and goes to the line that declares a layer. */
export async function revealLayer(
  server: ServerConnection,
  network: vscode.Uri,
  layer: string,
): Promise<void> {
  if (network.path.toLowerCase().endsWith('.onnx')) {
    throw new Error(vscode.l10n.t('The network is an ONNX model, which has no lines to show.'));
  }
  if (!isOpen(network) && !(await exists(network))) {
    throw new Error(
      vscode.l10n.t('There is no {0} any more: it was moved or deleted.', nameOf(network)),
    );
  }
  await server.start();
  const document = await vscode.workspace.openTextDocument(network);
  const params: LayerLocationParams = { networkUri: document.uri.toString(), layer };
  const { range } = await server.request<LayerLocationReply>(layerLocationRequest, params);
  const editor = await vscode.window.showTextDocument(document, columnOf(network));
  if (range === null) {
    throw new Error(vscode.l10n.t('The network has no layer {0} any more.', layer));
  }
  const { start, end } = range;
  const place = new vscode.Range(start.line, start.character, end.line, end.character);
  editor.selection = new vscode.Selection(place.start, place.end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** An open text outlives its file. */
function isOpen(file: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
}

/** Where the network is open already, else the column beside the stage map. */
function columnOf(network: vscode.Uri): vscode.ViewColumn {
  const shown = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputText && input.uri.toString() === network.toString(),
    ),
  );
  return shown?.viewColumn ?? vscode.ViewColumn.Beside;
}
