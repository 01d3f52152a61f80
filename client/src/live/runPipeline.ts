import * as vscode from 'vscode';
import type { LiveLoad } from '../../../server/protocol/liveModel';
import {
  runPipelineCommand,
  type RunPipelineParams,
  type RunPipelineReply,
} from '../../../server/protocol/liveRequests';
import { ids } from '../ids';
import { nameOf } from '../panels/resultFile';
import { runOnServer } from '../runOnServer';
import type { ServerConnection } from '../serverConnection';

/** Runs a tuned pipeline on this machine's cores; says what went wrong where something did. */
export async function runPipeline(
  server: ServerConnection,
  result: vscode.Uri,
  load: LiveLoad,
): Promise<void> {
  const params: RunPipelineParams = { tuningUri: result.toString(), load };
  const title = vscode.l10n.t('Running {0}', nameOf(result));
  const reply = await runOnServer<RunPipelineReply>(server, title, runPipelineCommand, params);
  if (reply.status !== 'failed') {
    vscode.window.setStatusBarMessage(`$(check) ${reply.summary}`, 10_000);
  } else if (reply.needsLocalPlatform === true) {
    await offerDescription(reply.message);
  } else {
    void vscode.window.showErrorMessage(reply.message);
  }
}

async function offerDescription(message: string): Promise<void> {
  const describe = vscode.l10n.t('Describe This Machine');
  const answer = await vscode.window.showErrorMessage(message, describe);
  if (answer === describe) await vscode.commands.executeCommand(ids.describeMachine);
}
