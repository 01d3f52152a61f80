import * as vscode from 'vscode';
import {
  networkSummaryRequest,
  type NetworkSummaryParams,
  type NetworkSummaryReply,
} from '../../../server/protocol/explorerRequests';
import type { ServerConnection } from '../serverConnection';
import type { FileLook, FileLooks } from './treeItems';

/**
 * Shows networks with their size. A list alone does not start the server: sizes stand beside the
 * names where it runs already, and in the hover, which starts it.
 */
export class NetworkLooks implements FileLooks {
  readonly ending = /\.cnn\.ya?ml$/i;

  constructor(private readonly server: ServerConnection) {}

  async look(uri: vscode.Uri): Promise<FileLook> {
    if (isModel(uri)) return { icon: new vscode.ThemeIcon('package'), context: 'model' };
    const icon = new vscode.ThemeIcon('symbol-structure');
    if (!this.server.isStarted) return { icon, context: 'network' };
    const [figures = ''] = await this.size(uri);
    return { icon, context: 'network', figures };
  }

  async hover(uri: vscode.Uri): Promise<readonly string[]> {
    if (isModel(uri)) return [vscode.l10n.t('ONNX model: import it to read and edit its layers.')];
    const size = await this.size(uri);
    return size.length > 0 ? size : [vscode.l10n.t('The descriptor has errors.')];
  }

  private async size(uri: vscode.Uri): Promise<string[]> {
    const params: NetworkSummaryParams = { networkUri: uri.toString() };
    const size = await this.server.request<NetworkSummaryReply>(networkSummaryRequest, params);
    return size === null
      ? []
      : [vscode.l10n.t('{0} layers · {1} weight', size.layers, size.weight)];
  }
}

/** True for an ONNX model, false for a descriptor. */
export function isModel(uri: vscode.Uri): boolean {
  return uri.path.toLowerCase().endsWith('.onnx');
}
