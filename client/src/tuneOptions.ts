import * as vscode from 'vscode';
import type { TuneOptions } from '../../server/protocol/requests';
import { ids } from './ids';

type Settings = { readonly [Key in keyof TuneOptions]?: TuneOptions[Key] | null };

/** The options of a tuning as the settings give them for a file; the server knows the others. */
export function tuneOptions(file: vscode.Uri): TuneOptions {
  const settings = vscode.workspace
    .getConfiguration(ids.settings, file)
    .get<Settings>('tuning', {});
  const given = Object.entries(settings).filter(([, value]) => value !== null);
  return Object.fromEntries(given);
}
