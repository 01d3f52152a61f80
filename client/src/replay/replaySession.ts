import * as vscode from 'vscode';
import type { ReplayEvent, ReplayPanelRequest } from '../../../server/protocol/panelMessages';
import type { ReplayAnswer, ReplayQuery } from '../../../server/protocol/replayModel';
import {
  askReplayRequest,
  openReplayRequest,
  type AskReplayParams,
  type AskReplayReply,
  type OpenReplayParams,
  type OpenReplayReply,
} from '../../../server/protocol/replayRequests';
import { FileSession } from '../panels/fileSession';
import { nameOf } from '../panels/resultFile';
import { saveText } from '../panels/saveText';

/** One replay editor: sends it what is known of the file, and passes its questions to the language server. */
export class ReplaySession extends FileSession<ReplayPanelRequest, ReplayEvent> {
  protected override async answer(request: ReplayPanelRequest): Promise<void> {
    switch (request.kind) {
      case 'ask': {
        const { query } = request;
        return this.link.post({ type: 'answer', query, answer: await this.ask(query) });
      }
      case 'saveCsv': {
        const { from, to } = request;
        const answer = await this.ask({ kind: 'csv', from, to });
        if (answer.kind === 'csv') await this.save({ format: 'csv', text: answer.text });
        return;
      }
      case 'save':
        return this.save(request);
      case 'openAsText':
        await vscode.commands.executeCommand('vscode.openWith', this.file, 'default');
    }
  }

  private save(text: Parameters<typeof saveText>[0]): Promise<void> {
    const stem = nameOf(this.file).replace(/\.jsonl$/i, '');
    return saveText(text, vscode.Uri.joinPath(this.file, '..'), stem);
  }

  /** Sends what is known of the file. */
  protected override show(): Promise<void> {
    const params: OpenReplayParams = { replayUri: this.file.toString() };
    return this.link.show(
      () => this.server.request<OpenReplayReply>(openReplayRequest, params),
      (reply) => {
        if (reply.status === 'opened') this.link.post({ type: 'replay', model: reply.model });
        else this.link.fail(reply.message);
      },
    );
  }

  private async ask(query: ReplayQuery): Promise<ReplayAnswer> {
    const params: AskReplayParams = { replayUri: this.file.toString(), query };
    const reply = await this.server.request<AskReplayReply>(askReplayRequest, params);
    if (reply.status === 'failed') throw new Error(reply.message);
    return reply.answer;
  }
}
