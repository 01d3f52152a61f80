import * as vscode from 'vscode';
import type { Sources } from './jsonFields';
import { summarizeComparison, type ComparisonSummary } from './comparisonSummary';
import { FileSummaries, statOf } from './fileSummaries';
import { profileLook } from './profileLook';
import { summarizeProfile } from './profileSummary';
import type { FileLook, FileLooks } from './treeItems';
import { relativeAge } from './relativeAge';
import { shareText, throughputText } from './resultFigures';
import type { ResultSummary } from './resultSummary';

/** Shows results of all kinds with what was found, when, and whether the inputs have changed since. */
export class ResultLooks implements FileLooks {
  /** What is no tuning says so by its name: `resnet-50.tx2.profile`. */
  readonly ending = /(?:\.tuning)?\.json$/i;
  private readonly comparisons = new FileSummaries(summarizeComparison);
  private readonly profiles = new FileSummaries(summarizeProfile);

  constructor(private readonly tunings: FileSummaries<ResultSummary>) {}

  async look(uri: vscode.Uri): Promise<FileLook> {
    if (uri.path.toLowerCase().endsWith('.profile.json')) {
      const { mtime, summary } = await this.profiles.get(uri);
      return summary === null ? unreadable() : profileLook(uri, summary, ageOf(mtime));
    }
    if (uri.path.toLowerCase().endsWith('.comparison.json')) {
      const { mtime, summary } = await this.comparisons.get(uri);
      if (summary === null) return unreadable();
      return comparisonLook(summary, ageOf(mtime), await changedInputs(uri, mtime, summary));
    }
    const { mtime, summary } = await this.tunings.get(uri);
    if (summary === null) return unreadable();
    return resultLook(summary, ageOf(mtime), await changedInputs(uri, mtime, summary));
  }
}

function unreadable(): FileLook {
  const details = [vscode.l10n.t('No result that can be read')];
  return { icon: new vscode.ThemeIcon('question'), context: 'unreadable', details };
}

function ageOf(mtime: number): string {
  return relativeAge(Date.now() - mtime, vscode.env.language);
}

function resultLook(summary: ResultSummary, age: string, changed: readonly string[]): FileLook {
  const { t } = vscode.l10n;
  const { network, platform, explorer, throughput, trials, quality, cancelled } = summary;
  const rate = throughputText(throughput);
  const share = quality === null ? '' : shareText(quality);
  const stale = changed.length > 0;
  // A narrow list cuts off the end: there stands what matters least, and what the icon says too.
  const figures = [rate, age, stale && t('stale'), share, cancelled && t('cancelled')];
  return {
    icon: iconOf('graph', stale),
    context: stale ? 'result.stale' : 'result',
    figures: figures.filter(Boolean).join(' · '),
    details: [
      t('{0} on {1}', network, platform),
      t('Throughput: {0}', rate),
      share === '' ? t('No proven optimum to compare with') : t('Share of the optimum: {0}', share),
      t('{0}, {1} trials, {2}', explorer, trials, age),
      ...(cancelled ? [t('The run was cancelled: this is what it had found.')] : []),
      ...staleWords(changed),
    ],
  };
}

function comparisonLook(
  { network, platform, explorers, runs, cancelled }: ComparisonSummary,
  age: string,
  changed: readonly string[],
): FileLook {
  const { t } = vscode.l10n;
  const stale = changed.length > 0;
  const figures = [t('{0} explorers', explorers), age, stale && t('stale'), cancelled && t('cancelled')]; // prettier-ignore
  return {
    icon: iconOf('beaker', stale),
    context: 'comparison',
    figures: figures.filter(Boolean).join(' · '),
    details: [
      t('{0} on {1}', network, platform),
      t('{0} explorers, {1} runs, {2}', explorers, runs, age),
      ...(cancelled ? [t('The comparison was cancelled: this is what was complete.')] : []),
      ...staleWords(changed),
    ],
  };
}

function iconOf(name: string, stale: boolean): vscode.ThemeIcon {
  return stale
    ? new vscode.ThemeIcon('history', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon(name);
}

function staleWords(changed: readonly string[]): string[] {
  if (changed.length === 0) return [];
  return [vscode.l10n.t('Stale, because this has changed since: {0}', changed.join(', '))];
}

/** The inputs that were written after the result, or are gone. */
async function changedInputs(
  result: vscode.Uri,
  mtime: number,
  { sources }: { readonly sources: Sources },
): Promise<string[]> {
  const folder = vscode.Uri.joinPath(result, '..');
  const paths: readonly string[] = Object.values(sources);
  const times = await Promise.all(
    paths.map(async (path) => (await statOf(vscode.Uri.joinPath(folder, path))).mtime),
  );
  return paths.filter((_, index) => (times[index] ?? Infinity) > mtime);
}
