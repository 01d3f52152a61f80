import * as vscode from 'vscode';
import {
  comparisonCsvRequest,
  comparisonRequest,
  type ComparisonCsvReply,
  type ComparisonReply,
  type ComparisonView,
} from '../../../server/protocol/comparisonRequests';
import type {
  ComparisonEvent,
  ComparisonPanelRequest,
} from '../../../server/protocol/panelMessages';
import { askResults } from '../panels/askResults';
import { PanelLink } from '../panels/panelLink';
import { nameOf, readResult, watchFile } from '../panels/resultFile';
import { saveText } from '../panels/saveText';
import type { ServerConnection } from '../serverConnection';
import { compareExplorers } from './compareExplorers';

/**
 * One comparison panel: sends it the comparison when it is ready, follows the file, answers what it
 * asks. A panel that was hidden and comes back says `ready` again and gets what it showed.
 */
export class ComparisonSession implements vscode.Disposable {
  private readonly link: PanelLink<ComparisonPanelRequest, ComparisonEvent>;
  private readonly watcher: vscode.Disposable;
  private sources: ComparisonView['sources'] = {};
  private asked = 0;

  constructor(
    private readonly file: vscode.Uri,
    webview: vscode.Webview,
    private readonly server: ServerConnection,
  ) {
    this.link = new PanelLink(webview, {
      ready: () => this.show(),
      answer: (request) => this.answer(request),
      log: (line) => server.log(`Comparison: ${line}`),
    });
    this.watcher = watchFile(file, () => {
      if (this.link.isReady) void this.show();
    });
  }

  dispose(): void {
    this.watcher.dispose();
    this.link.dispose();
  }

  private answer(request: ComparisonPanelRequest): Promise<void> {
    return request.kind === 'compareAgain' ? this.compareAgain() : this.export(request.format);
  }

  private async compareAgain(): Promise<void> {
    await compareExplorers(this.server, this.source('network'), this.source('platform'));
  }

  private async export(format: 'csv' | 'json'): Promise<void> {
    const text = await (format === 'csv' ? this.csv() : this.json());
    const stem = nameOf(this.file).replace(/\.json$/i, '');
    await saveText({ format, text }, vscode.Uri.joinPath(this.file, '..'), stem);
  }

  private csv(): Promise<string> {
    return askResults([this.file], ([text]) =>
      this.server.request<ComparisonCsvReply>(comparisonCsvRequest, { ...text }),
    );
  }

  private async json(): Promise<string> {
    return (await readResult(this.file)).text;
  }

  /** Sends what there is to show, or why there is nothing; what comes too late is dropped. */
  private async show(): Promise<void> {
    const turn = (this.asked += 1);
    try {
      const { model, sources } = await askResults([this.file], ([text]) =>
        this.server.request<ComparisonReply>(comparisonRequest, { ...text }),
      );
      if (turn !== this.asked) return;
      this.sources = sources;
      this.link.post({ type: 'comparison', model });
    } catch (error) {
      if (turn === this.asked) this.link.fail(error);
    }
  }

  private source(kind: 'network' | 'platform'): vscode.Uri {
    const path = this.sources[kind];
    if (path === undefined) {
      throw new Error(vscode.l10n.t('The comparison does not say which {0} it is for.', kind));
    }
    return vscode.Uri.joinPath(this.file, '..', path);
  }
}
