import * as vscode from 'vscode';
import type { ServerConnection } from './serverConnection';

/** Runs one of the server's commands with a notification that tells how far it is and can cancel it. */
export async function runOnServer<Reply>(
  server: ServerConnection,
  title: string,
  command: string,
  params: object,
): Promise<Reply> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    server.execute<Reply>(command, params, token, reportTo(progress)),
  );
}

/** Percentages are of the whole, the editor wants what has been added. */
function reportTo(progress: vscode.Progress<{ message?: string; increment?: number }>) {
  let reported = 0;
  return (message: string, percentage = 0): void => {
    progress.report({ message, ...(percentage > 0 && { increment: percentage - reported }) });
    reported = percentage;
  };
}
