import * as vscode from 'vscode';
import { statOf } from './fileSummaries';
import { relativeAge } from './relativeAge';
import type { FileLook, FileLooks } from './treeItems';

const kilo = 1000;

/** Shows scenarios of interference, and replays with their age and size: they are too large to be read. */
export const interferenceLooks: FileLooks = {
  ending: /\.(?:interference\.ya?ml|replay\.jsonl)$/i,
  look: (uri) => (/\.replay\.jsonl$/i.test(uri.path) ? replayLook(uri) : Promise.resolve(scenario)),
};

const scenario: FileLook = { icon: new vscode.ThemeIcon('zap'), context: 'scenario' };

async function replayLook(uri: vscode.Uri): Promise<FileLook> {
  const { mtime, size } = await statOf(uri);
  const age = relativeAge(Math.max(0, Date.now() - mtime), vscode.env.language);
  return {
    icon: new vscode.ThemeIcon('pulse'),
    context: 'replay',
    figures: [vscode.l10n.t('replay'), age, sizeText(size)].join(' · '),
  };
}

/** Bytes with a decimal prefix: `4.2 MB`. */
function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= kilo - 0.5 && unit < units.length - 1) {
    value /= kilo;
    unit += 1;
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}
