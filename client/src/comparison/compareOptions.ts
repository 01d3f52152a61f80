import * as vscode from 'vscode';
import type { CompareOptions } from '../../../server/protocol/comparisonRequests';
import { ids } from '../ids';
import { tuneOptions } from '../tuneOptions';

type Settings = Pick<CompareOptions, 'explorers' | 'seeds'>;

/** The options of a comparison as the settings give them for a file; the server knows the others. */
export function compareOptions(file: vscode.Uri): CompareOptions {
  const { explorers, seeds } = vscode.workspace
    .getConfiguration(ids.settings, file)
    .get<Settings>('comparison', {});
  return {
    ...tuneOptions(file),
    ...(explorers !== undefined && { explorers }),
    ...(seeds !== undefined && { seeds }),
  };
}
