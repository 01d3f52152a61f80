import type * as vscode from 'vscode';
import type { HostMessage, PanelMessage } from '../../../server/protocol/panelMessages';

/** What a panel's host does. */
export interface PanelHandler<Request> {
  /** Sends everything that the panel shows: it is new, or comes back with nothing in it. */
  ready(): Promise<void>;
  /** Does what the panel asks; rejects with the reason where it cannot be done. */
  answer(request: Request): Promise<void>;
  /** Takes a line about an error in the panel's own code. */
  log(line: string): Promise<void>;
}

/**
 * The host's end of the wire to a panel: every request gets a reply, with the reason where it cannot
 * be done.
 */
export class PanelLink<Request, Event> implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private ready = false;
  private asked = 0;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly handler: PanelHandler<Request>,
  ) {
    this.subscription = webview.onDidReceiveMessage(
      (message: PanelMessage<Request>) => void this.receive(message),
    );
  }

  /** True once the panel can be sent something. */
  get isReady(): boolean {
    return this.ready;
  }

  post(message: HostMessage<Event>): void {
    void this.webview.postMessage(message);
  }

  /** Tells the panel why there is nothing to show. */
  fail(error: unknown): void {
    this.post({ type: 'failure', message: messageOf(error) });
  }

  /**
   * Sends what is asked for, or tells why there is nothing to show; what was asked before and comes later is
   * dropped.
   */
  async show<Found>(ask: () => Promise<Found>, send: (found: Found) => void): Promise<void> {
    const turn = (this.asked += 1);
    try {
      const found = await ask();
      if (turn === this.asked) send(found);
    } catch (error) {
      if (turn === this.asked) this.fail(error);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async receive(message: PanelMessage<Request>): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        return this.handler.ready();
      case 'error':
        return this.handler.log(message.message);
      case 'request':
        return this.post({ type: 'reply', id: message.id, ...(await this.reply(message.request)) });
    }
  }

  private async reply(request: Request): Promise<{ error?: string }> {
    try {
      await this.handler.answer(request);
      return {};
    } catch (error) {
      return { error: messageOf(error) };
    }
  }
}

/** What is said of an error. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
