import * as vscode from 'vscode';

/** True where the workspace is trusted, or is now; else says why it has to be, with the way to do so. */
export async function requireTrust(reason: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await vscode.window.showWarningMessage(reason, manage)) === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
  return vscode.workspace.isTrusted;
}

/** As {@link requireTrust}, for what runs models on this machine. */
export function requireTrustToRun(): Promise<boolean> {
  return requireTrust(
    vscode.l10n.t(
      'This machine’s cores are used only where the workspace is trusted: a model is a program of unknown origin.',
    ),
  );
}
