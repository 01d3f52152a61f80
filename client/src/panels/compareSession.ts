import type * as vscode from 'vscode';
import type { CompareEvent, ComparePanelRequest } from '../../../server/protocol/panelMessages';
import {
  compareRequest,
  type CompareReply,
  type ResultText,
} from '../../../server/protocol/panelRequests';
import { pickResult } from '../pickResult';
import { openStageMap } from '../runTuning';
import type { ServerConnection } from '../serverConnection';
import { askResults } from './askResults';
import { titleName } from './resultFile';
import { ResultsSession } from './resultsSession';

/** One panel that compares two results: the left one first. */
export class CompareSession extends ResultsSession<ComparePanelRequest, CompareEvent> {
  constructor(
    panel: vscode.WebviewPanel,
    private left: vscode.Uri,
    private right: vscode.Uri,
    server: ServerConnection,
  ) {
    super(panel, [left, right], server);
  }

  protected title(): string {
    return `${titleName(this.left)} ↔ ${titleName(this.right)}`;
  }

  protected async build(): Promise<CompareEvent> {
    const ask = ([left, right]: readonly ResultText[]) =>
      this.server.request<CompareReply>(compareRequest, { left, right });
    const model = await askResults(this.files, ask);
    return { type: 'compare', model, subject: this.subject };
  }

  protected async answer(request: ComparePanelRequest): Promise<void> {
    switch (request.kind) {
      case 'openResult':
        return openStageMap(this[request.side]);
      case 'swap':
        return this.compare(this.right, this.left);
      case 'chooseResult': {
        const chosen = await pickResult();
        if (chosen === undefined) return;
        return request.side === 'left'
          ? this.compare(chosen, this.right)
          : this.compare(this.left, chosen);
      }
    }
  }

  private compare(left: vscode.Uri, right: vscode.Uri): Promise<void> {
    this.left = left;
    this.right = right;
    return this.change([left, right]);
  }
}
