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
import { PanelLink } from '../panels/panelLink';
import { nameOf, watchFile } from '../panels/resultFile';
import { saveText } from '../panels/saveText';
import type { ServerConnection } from '../serverConnection';

/**
 * One replay editor: sends it what is known of the file when it is ready or the file changed, and passes
 * its questions to the language server. A panel that was hidden says `ready` again and asks again.
 */
export class ReplaySession implements vscode.Disposable {
  private readonly link: PanelLink<ReplayPanelRequest, ReplayEvent>;
  private readonly watcher: vscode.Disposable;
  private asked = 0;

  constructor(
    private readonly file: vscode.Uri,
    webview: vscode.Webview,
    private readonly server: ServerConnection,
  ) {
    this.link = new PanelLink(webview, {
      ready: () => this.show(),
      answer: (request) => this.answer(request),
      log: (line) => server.log(`Replay: ${line}`),
    });
    this.watcher = watchFile(file, () => {
      if (this.link.isReady) void this.show();
    });
  }

  dispose(): void {
    this.watcher.dispose();
    this.link.dispose();
  }

  private async answer(request: ReplayPanelRequest): Promise<void> {
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

  /** Sends what is known of the file, or why there is nothing; what comes too late is dropped. */
  private async show(): Promise<void> {
    const turn = (this.asked += 1);
    try {
      const params: OpenReplayParams = { replayUri: this.file.toString() };
      const reply = await this.server.request<OpenReplayReply>(openReplayRequest, params);
      if (turn !== this.asked) return;
      if (reply.status === 'opened') this.link.post({ type: 'replay', model: reply.model });
      else this.link.fail(reply.message);
    } catch (error) {
      if (turn === this.asked) this.link.fail(error);
    }
  }

  private async ask(query: ReplayQuery): Promise<ReplayAnswer> {
    const params: AskReplayParams = { replayUri: this.file.toString(), query };
    const reply = await this.server.request<AskReplayReply>(askReplayRequest, params);
    if (reply.status === 'failed') throw new Error(reply.message);
    return reply.answer;
  }
}
