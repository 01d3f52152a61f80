import * as vscode from 'vscode';
import type { FileLook, FileLooks } from './treeItems';
import { relativeAge } from './relativeAge';
import { shareText, throughputText } from './resultFigures';
import { statOf, type ResultSummaries } from './resultSummaries';
import type { ResultSummary } from './resultSummary';

/** Shows results with what was found, when, and whether the inputs have changed since. */
export class ResultLooks implements FileLooks {
  readonly ending = /\.tuning\.json$/i;

  constructor(private readonly summaries: ResultSummaries) {}

  async look(uri: vscode.Uri): Promise<FileLook> {
    const { mtime, summary } = await this.summaries.get(uri);
    if (summary === null) {
      const details = [vscode.l10n.t('No tuning result that can be read')];
      return { icon: new vscode.ThemeIcon('question'), context: 'result', details };
    }
    const changed = await changedInputs(uri, mtime, Object.values(summary.sources));
    return resultLook(summary, Date.now() - mtime, changed);
  }
}

function resultLook(
  summary: ResultSummary,
  ageMilliseconds: number,
  changed: readonly string[],
): FileLook {
  const { t } = vscode.l10n;
  const { network, platform, explorer, throughput, trials, quality, cancelled } = summary;
  const rate = throughputText(throughput);
  const share = quality === null ? '' : shareText(quality);
  const age = relativeAge(ageMilliseconds, vscode.env.language);
  const stale = changed.length > 0;
  // A narrow list cuts off the end: there stands what matters least, and what the icon says too.
  const figures = [rate, age, stale && t('stale'), share, cancelled && t('cancelled')];
  return {
    icon: stale
      ? new vscode.ThemeIcon('history', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('graph'),
    context: stale ? 'result.stale' : 'result',
    figures: figures.filter(Boolean).join(' · '),
    details: [
      t('{0} on {1}', network, platform),
      t('Throughput: {0}', rate),
      share === '' ? t('No proven optimum to compare with') : t('Share of the optimum: {0}', share),
      t('{0}, {1} trials, {2}', explorer, trials, age),
      ...(cancelled ? [t('The run was cancelled: this is what it had found.')] : []),
      ...(stale ? [t('Stale, because this has changed since: {0}', changed.join(', '))] : []),
    ],
  };
}

/** The inputs that were written after the result, or are gone. */
async function changedInputs(
  result: vscode.Uri,
  mtime: number,
  sources: readonly string[],
): Promise<string[]> {
  const folder = vscode.Uri.joinPath(result, '..');
  const times = await Promise.all(
    sources.map(async (path) => (await statOf(vscode.Uri.joinPath(folder, path))).mtime),
  );
  return sources.filter((_, index) => (times[index] ?? Infinity) > mtime);
}
