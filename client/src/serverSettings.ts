import * as vscode from 'vscode';
import type { ServerSettings } from '../../server/protocol/serverSettings';
import { ids } from './ids';

/** What the server is told of the settings and of the workspace. */
export function serverSettings(): ServerSettings {
  const hints = vscode.workspace.getConfiguration(`${ids.settings}.inlayHints`);
  return {
    trusted: vscode.workspace.isTrusted,
    rules: vscode.workspace
      .getConfiguration(ids.settings)
      .get<Record<string, unknown>>('rules', {}),
    inlayHints: {
      layers: hints.get('layers', true),
      expressions: hints.get('expressions', true),
    },
  };
}
