import * as vscode from 'vscode';
import type { ResultsReply, ResultText } from '../../../server/protocol/panelRequests';
import { keyOf, nameOf, readResult } from './resultFile';

/**
 * Asks the server about saved results, by their keys first: it keeps them parsed, and texts may be
 * long. Texts are sent where it does not know a key. Rejects with what is wrong with a result.
 */
export async function askResults<Model>(
  files: readonly vscode.Uri[],
  ask: (results: readonly ResultText[]) => Promise<ResultsReply<Model>>,
): Promise<Model> {
  const versions = await Promise.all(files.map(version));
  let reply = await ask(versions);
  if (reply.status === 'unknown') {
    const { keys } = reply;
    const texts = files.map(async (file, index): Promise<ResultText> => {
      const held = versions[index];
      if (held && !keys.includes(held.key)) return held;
      return { file: nameOf(file), ...(await readResult(file)) };
    });
    reply = await ask(await Promise.all(texts));
  }
  if (reply.status === 'ok') return reply.model;
  throw new Error(
    reply.status === 'invalid'
      ? reply.message
      : vscode.l10n.t('The language server lost a result: open the panel again.'),
  );
}

async function version(file: vscode.Uri): Promise<ResultText> {
  const key = await keyOf(file);
  if (key === '') throw new Error(vscode.l10n.t('There is no file {0} any more.', nameOf(file)));
  return { file: nameOf(file), key };
}
