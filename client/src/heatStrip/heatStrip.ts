import * as vscode from 'vscode';
import { sourceSpansRequest, type SourceSpansReply } from '../../../server/protocol/panelRequests';
import { ids } from '../ids';
import type { ServerConnection } from '../serverConnection';
import { heatLevels, levelShares } from './heatLevels';

/** Changes of a text are shown when nothing was typed for so long. */
const pauseMilliseconds = 300;

/**
 * A strip left of each line that makes layers: the larger their share of the network's weight, the
 * broader. Follows the text while it is typed; asks nothing before the server runs.
 */
export class HeatStrip implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly decorations = levelShares.map((_, level) => decorationOf(level));
  private pause: NodeJS.Timeout | undefined;
  private isOn = readSetting();

  constructor(private readonly server: ServerConnection) {
    const soon = () => this.drawSoon();
    this.subscriptions = [
      ...this.decorations,
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
    for (const [level, lines] of heatLevels(spans).entries()) {
      const decoration = this.decorations[level];
      const ranges = lines.map(([first, last]) => new vscode.Range(first, 0, last, 0));
      if (decoration) editor.setDecorations(decoration, ranges);
    }
  }
}

function readSetting(): boolean {
  return vscode.workspace.getConfiguration(ids.settings).get('heatStrip', true);
}

/** Warmth is told by breadth, and so without colours too. */
function decorationOf(level: number): vscode.TextEditorDecorationType {
  const color = new vscode.ThemeColor(ids.heatColor);
  const isWarm = level >= levelShares.length - 2;
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderColor: color,
    borderWidth: `0 0 0 ${level + 1}px`,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...(isWarm && {
      overviewRulerColor: color,
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
  });
}
