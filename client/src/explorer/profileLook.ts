import * as vscode from 'vscode';
import { ids } from '../ids';
import { networkOfProfile } from './networkOfProfile';
import type { ProfileSummary } from './profileSummary';
import { secondsText } from './resultFigures';
import type { FileLook } from './treeItems';

/** Shows a profile with its time. It opens as the layers of its network, where that lies beside it. */
export async function profileLook(
  uri: vscode.Uri,
  { network, platform, layers, places, fastestSeconds, unfinished }: ProfileSummary,
  age: string,
): Promise<FileLook> {
  const { t } = vscode.l10n;
  const time = secondsText(fastestSeconds);
  const file = await networkOfProfile(uri);
  return {
    icon: new vscode.ThemeIcon('dashboard'),
    context: file === undefined ? 'profile.alone' : 'profile',
    figures: [time, age, unfinished && t('unfinished')].filter(Boolean).join(' · '),
    details: [
      t('{0} on {1}', network, platform),
      t('All layers on the fastest place: {0}', time),
      t('{0} layers × {1} places, {2}', layers, places, age),
      ...(unfinished ? [t('Measuring was cut short: the same command goes on from there.')] : []),
    ],
    ...(file && {
      command: { command: ids.showLayers, title: t('Show Layers'), arguments: [file] },
    }),
  };
}
