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
import type { ResultText } from '../../../server/protocol/panelRequests';
import { askResults } from '../panels/askResults';
import { FileSession } from '../panels/fileSession';
import { nameOf, readResult } from '../panels/resultFile';
import { saveText } from '../panels/saveText';
import { compareExplorers } from './compareExplorers';

/** One comparison panel: sends it the comparison, and answers what it asks. */
export class ComparisonSession extends FileSession<ComparisonPanelRequest, ComparisonEvent> {
  private sources: ComparisonView['sources'] = {};

  protected override answer(request: ComparisonPanelRequest): Promise<void> {
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

  /** Sends what there is to show. */
  protected override show(): Promise<void> {
    const ask = ([text]: readonly ResultText[]) =>
      this.server.request<ComparisonReply>(comparisonRequest, { ...text });
    return this.link.show(
      () => askResults([this.file], ask),
      ({ model, sources }) => {
        this.sources = sources;
        this.link.post({ type: 'comparison', model });
      },
    );
  }

  private source(kind: 'network' | 'platform'): vscode.Uri {
    const path = this.sources[kind];
    if (path === undefined) {
      throw new Error(vscode.l10n.t('The comparison does not say which {0} it is for.', kind));
    }
    return vscode.Uri.joinPath(this.file, '..', path);
  }
}
