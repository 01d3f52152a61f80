import * as vscode from 'vscode';
import { ids } from '../ids';
import type { PlatformChoice } from '../platformChoice';
import { registerItemCommand } from '../registerCommand';
import type { ServerConnection } from '../serverConnection';
import { ReplayChoice } from './replayChoice';
import { replayEditor } from './replayEditor';
import { replayInterference } from './replayInterference';

/** Registers the replay editor, and the command that records a replay and opens it. */
export function registerReplay(
  extensionUri: vscode.Uri,
  memory: vscode.Memento,
  server: ServerConnection,
  platforms: PlatformChoice,
): vscode.Disposable {
  const choice = new ReplayChoice(memory, platforms);
  return vscode.Disposable.from(
    replayEditor(extensionUri, server),
    registerItemCommand(ids.replayInterference, async (argument) => {
      const inputs = await choice.inputs(argument);
      if (inputs !== undefined) await replayInterference(server, inputs);
    }),
  );
}
