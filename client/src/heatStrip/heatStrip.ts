import * as vscode from 'vscode';
import type { SourceSpan } from '../../../server/protocol/layersModel';
import { sourceSpansRequest, type SourceSpansReply } from '../../../server/protocol/panelRequests';
import { shareText } from '../explorer/resultFigures';
import { ids } from '../ids';
import type { ServerConnection } from '../serverConnection';
import { heatLevels, levelShares } from './heatLevels';
import { measuredDecoration, weightDecoration } from './stripDecorations';

/** Changes of a text are shown when nothing was typed for so long. */
const pauseMilliseconds = 300;

/**
 * A strip left of each line that makes layers: the larger their share of the network's weight, the
 * broader; and where a profile lies beside the network, a second one for their share of the measured
 * time. Follows the text while it is typed; asks nothing before the server runs.
 */
export class HeatStrip implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly weights = levelShares.map((_, level) => weightDecoration(level));
  private readonly measured = levelShares.map((_, level) => measuredDecoration(level));
  /** Says both in words, and has no looks. */
  private readonly words = vscode.window.createTextEditorDecorationType({});
  private pause: NodeJS.Timeout | undefined;
  private isOn = readSetting();

  constructor(private readonly server: ServerConnection) {
    const soon = () => this.drawSoon();
    const profiles = vscode.workspace.createFileSystemWatcher('**/*.profile.json');
    this.subscriptions = [
      ...this.weights,
      ...this.measured,
      this.words,
      profiles,
      profiles.onDidCreate(soon),
      profiles.onDidChange(soon),
      profiles.onDidDelete(soon),
      server.onDidStart(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'cnn-network') soon();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${ids.settings}.heatStrip`)) return;
        this.isOn = readSetting();
        soon();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.pause);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private drawSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.draw(), pauseMilliseconds);
  }

  private async draw(): Promise<void> {
    if (!this.server.isStarted) return;
    const editors = vscode.window.visibleTextEditors;
    const networks = editors.filter(({ document }) => document.languageId === 'cnn-network');
    await Promise.all(networks.map((editor) => this.drawIn(editor)));
  }

  private async drawIn(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const networkUri = document.uri.toString();
    const spans = this.isOn
      ? await this.server.request<SourceSpansReply>(sourceSpansRequest, { networkUri })
      : [];
    // Typed on meanwhile: the next drawing is on its way.
    if (document.version !== version) return;
    const strips = [
      [this.weights, heatLevels(spans, ({ share }) => share)],
      [this.measured, heatLevels(spans, ({ measured }) => measured?.share ?? 0)],
    ] as const;
    for (const [decorations, levels] of strips) {
      decorations.forEach((decoration, level) => {
        const lines = (levels[level] ?? []).map((span) => linesOf(document, span));
        editor.setDecorations(decoration, lines);
      });
    }
    editor.setDecorations(this.words, spans.flatMap((span) => wordsOf(document, span))); // prettier-ignore
  }
}

function linesOf(document: vscode.TextDocument, { line, endLine }: SourceSpan): vscode.Range {
  const whole = new vscode.Range(line, 0, endLine, Number.MAX_SAFE_INTEGER);
  return document.validateRange(whole);
}

/** What was measured beside the weight that was reckoned with. */
function wordsOf(document: vscode.TextDocument, span: SourceSpan): vscode.DecorationOptions[] {
  const { share, measured } = span;
  if (measured === undefined) return [];
  const shares = [shareText(measured.share), shareText(share)];
  const text = vscode.l10n.t('Measured: {0} of the time for {1} of the weight · {2}', ...shares, measured.words); // prettier-ignore
  // As plain text: names of files may hold anything.
  const hoverMessage = new vscode.MarkdownString().appendText(text);
  return [{ range: linesOf(document, span), hoverMessage }];
}

function readSetting(): boolean {
  return vscode.workspace.getConfiguration(ids.settings).get('heatStrip', true);
}
