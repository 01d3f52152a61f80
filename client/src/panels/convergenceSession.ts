import * as vscode from 'vscode';
import type {
  ConvergenceEvent,
  ConvergencePanelRequest,
} from '../../../server/protocol/panelMessages';
import {
  convergenceRequest,
  type ConvergenceParams,
  type ConvergenceReply,
} from '../../../server/protocol/panelRequests';
import { pickResults } from '../pickResult';
import { openStageMap } from '../runTuning';
import { askResults } from './askResults';
import { titleName } from './resultFile';
import { ResultsSession } from './resultsSession';
import { saveText } from './saveText';

/** One convergence panel. */
export class ConvergenceSession extends ResultsSession<ConvergencePanelRequest, ConvergenceEvent> {
  protected title(): string {
    const [only] = this.files;
    return only && this.files.length === 1
      ? vscode.l10n.t('Convergence of {0}', titleName(only))
      : vscode.l10n.t('Convergence of {0} runs', this.files.length);
  }

  protected async build(): Promise<ConvergenceEvent> {
    const model = await askResults(this.files, (results) => {
      const params: ConvergenceParams = { results };
      return this.server.request<ConvergenceReply>(convergenceRequest, params);
    });
    return { type: 'convergence', model, subject: this.subject };
  }

  protected async answer(request: ConvergencePanelRequest): Promise<void> {
    switch (request.kind) {
      case 'openResult': {
        const file = this.files[request.run];
        if (file !== undefined) await openStageMap(file);
        return;
      }
      case 'chooseRuns': {
        const chosen = await pickResults(this.files);
        if (chosen !== undefined && chosen.length > 0) await this.change(chosen);
        return;
      }
      case 'save': {
        const [first] = this.files;
        if (first === undefined) return;
        return saveText(request, vscode.Uri.joinPath(first, '..'), 'convergence');
      }
    }
  }
}
