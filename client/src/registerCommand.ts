import * as vscode from 'vscode';

/** Does what a command is for. */
export type CommandRun = (argument: unknown, selection: unknown) => Promise<unknown>;

/**
 * Registers a command that never fails in silence. A list's menu calls it with the item that was
 * clicked and all that are selected, a file's menu with URIs, the palette with nothing.
 */
export function registerCommand(id: string, run: CommandRun): vscode.Disposable {
  return vscode.commands.registerCommand(id, (argument: unknown, selection: unknown) =>
    reportErrors(run(argument, selection)),
  );
}

/** Waits for work, and shows why where it fails. */
export async function reportErrors(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`CNN Pipeline Tuner: ${message}`);
  }
}
