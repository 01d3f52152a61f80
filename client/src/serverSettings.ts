import * as vscode from 'vscode';
import type { ServerSettings } from '../../server/protocol/serverSettings';

/** What the server is told of the settings and of the workspace. */
export function serverSettings(): ServerSettings {
  return { trusted: vscode.workspace.isTrusted };
}
