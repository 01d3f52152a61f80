import type { CodeLens } from 'vscode-languageserver';
import { formatCount } from '../../engine/core/units';
import type { Network } from '../../engine/network/network';
import type { Analysis } from './analysis';

/** What stands above `cnn:`: the network's size, and the command that tunes it. */
export interface CodeLensOptions {
  readonly uri: string;
  /** The editor's command that runs a tuning, with the file's URI as argument; null for none. */
  readonly runCommand: string | null;
}

/** Lenses of a descriptor. `network` may be of an earlier version, so that lines do not jump. */
export function codeLensesOf(
  analysis: Analysis,
  network: Network | null,
  { uri, runCommand }: CodeLensOptions,
): CodeLens[] {
  if (analysis.kind !== 'network' || network === null) return [];
  const range = analysis.file.range(['cnn'], 'key');
  const lenses: CodeLens[] = [{ range, command: { title: sizeOf(network), command: '' } }];
  if (runCommand !== null) {
    const title = '$(play) Run Shisha Tuning';
    lenses.push({ range, command: { title, command: runCommand, arguments: [uri] } });
  }
  return lenses;
}

function sizeOf({ layers }: Network): string {
  const weight = layers.reduce((sum, layer) => sum + layer.weight, 0);
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  return `${count} · ${formatCount(weight)} weight`;
}
