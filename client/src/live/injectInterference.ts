import * as vscode from 'vscode';
import type { LiveModel } from '../../../server/protocol/liveModel';
import {
  calmRequest,
  injectRequest,
  liveModelRequest,
  type CalmParams,
  type InjectedWork,
  type InjectParams,
  type InjectReply,
  type LiveModelReply,
  type LiveRunParams,
} from '../../../server/protocol/liveRequests';
import type { ServerConnection } from '../serverConnection';
import { requireTrustToRun } from '../trust';
import { commandWords } from './commandWords';

interface PlaceItem extends vscode.QuickPickItem {
  readonly place: string;
  /** Interference that is to be ended; null to begin some. */
  readonly episode: number | null;
}

interface WorkItem extends vscode.QuickPickItem {
  readonly work: 'compute' | 'memory' | 'program';
}

interface StrengthItem extends vscode.QuickPickItem {
  readonly sixths: 1 | 2 | 3 | 4 | 5 | 6;
}

/** A pipeline that runs beside it draws attention, and the panel may take the focus back. */
const staysOpen = { ignoreFocusOut: true };

/** Asks what is to slow a place of a run, or which interference is to end, and does it. */
export async function injectInterference(
  server: ServerConnection,
  run: LiveRunParams | null,
): Promise<void> {
  if (!(await requireTrustToRun())) return;
  const model = run === null ? null : await server.request<LiveModelReply>(liveModelRequest, run);
  if (run === null || model?.state !== 'running') {
    const message = vscode.l10n.t('No pipeline is running: begin with Run Pipeline.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const chosen = await choosePlace(model);
  if (chosen === undefined) return;
  const { place, episode } = chosen;
  if (episode !== null) {
    await server.request(calmRequest, { ...run, episode } satisfies CalmParams);
    return;
  }
  const work = await chooseWork(place);
  if (work === undefined) return;
  const params: InjectParams = { ...run, place, work };
  const reply = await server.request<InjectReply>(injectRequest, params);
  if (reply.status === 'failed') void vscode.window.showErrorMessage(reply.message);
}

/** Interference that goes on comes first: it is to be ended soon. */
async function choosePlace({
  bands,
  allPlaces,
  stages,
}: LiveModel): Promise<PlaceItem | undefined> {
  const open = bands.filter(({ toSeconds }) => toSeconds === null);
  const ends = open.map(({ place, words, episode }): PlaceItem => ({
    label: vscode.l10n.t('$(debug-stop) End {0} on {1}', words, place),
    place,
    episode,
  }));
  const begins = allPlaces.map((place): PlaceItem => {
    const stage = stages.find((one) => one.place === place);
    const description = stage && `${stage.cores} · ${stage.layers}`;
    return { label: place, place, episode: null, ...(description && { description }) };
  });
  const title = vscode.l10n.t('Inject Interference: place');
  return vscode.window.showQuickPick([...ends, ...begins], { title, ...staysOpen });
}

async function chooseWork(place: string): Promise<InjectedWork | undefined> {
  const title = vscode.l10n.t('Inject Interference on {0}', place);
  const items: WorkItem[] = [
    {
      label: vscode.l10n.t('Compute'),
      description: vscode.l10n.t('vector multiply-adds on its cores'),
      work: 'compute',
    },
    {
      label: vscode.l10n.t('Memory'),
      description: vscode.l10n.t('streams through more than the last-level cache holds'),
      work: 'memory',
    },
    {
      label: vscode.l10n.t('Program…'),
      description: vscode.l10n.t('one that you name, pinned to its cores until the run ends'),
      work: 'program',
    },
  ];
  const kind = (await vscode.window.showQuickPick(items, { title, ...staysOpen }))?.work;
  if (kind === undefined) return undefined;
  if (kind === 'program') return askProgram(title);
  const strengths = ([6, 5, 4, 3, 2, 1] as const).map((sixths): StrengthItem => ({
    label: `${kind === 'compute' ? 'cpu' : 'mem'}-${sixths}`,
    description: vscode.l10n.t('works {0} % of the time', Math.round((100 * sixths) / 6)),
    sixths,
  }));
  const sixths = (await vscode.window.showQuickPick(strengths, { title, ...staysOpen }))?.sixths;
  return sixths === undefined ? undefined : { kind, sixths };
}

async function askProgram(title: string): Promise<InjectedWork | undefined> {
  const line = await vscode.window.showInputBox({
    title,
    ...staysOpen,
    prompt: vscode.l10n.t('Program and its arguments. It is started without a shell.'),
    placeHolder: vscode.l10n.t('make -C "/home/me/my project" -j1'),
    validateInput: (text) => {
      const words = commandWords(text);
      return typeof words === 'string' ? words : undefined;
    },
  });
  const words = line === undefined ? undefined : commandWords(line);
  if (words === undefined || typeof words === 'string') return undefined;
  const [file = '', ...args] = words;
  return { kind: 'program', file, args };
}
