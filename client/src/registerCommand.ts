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

/**
 * As {@link registerCommand}, for the menus of items. An item that is clicked while its list is being
 * made again is lost on the way, and the editor calls with an empty argument: the command must not
 * take that for a call from the palette and act on something else.
 */
export function registerItemCommand(id: string, run: CommandRun): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...given: unknown[]) => {
    const [argument, selection] = given;
    if (given.length === 0 || (argument !== undefined && argument !== null)) {
      return reportErrors(run(argument, selection));
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The list has just changed: choose the entry again.'),
    );
  });
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
