import * as vscode from 'vscode';
import type { FileLooks } from './treeItems';

/** Shows platforms by their files' names. */
export const platformLooks: FileLooks = {
  ending: /\.platform\.ya?ml$/i,
  look: () => Promise.resolve({ icon: new vscode.ThemeIcon('circuit-board'), context: 'platform' }),
};
