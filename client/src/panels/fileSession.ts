import type * as vscode from 'vscode';
import type { ServerConnection } from '../serverConnection';
import { PanelLink } from './panelLink';
import { watchFile } from './resultFile';

/**
 * What goes on behind a panel of one file: it follows the file. A panel that was hidden and comes back
 * says `ready` again and gets what it showed.
 */
export abstract class FileSession<Request, Event> implements vscode.Disposable {
  protected readonly link: PanelLink<Request, Event>;
  private readonly watcher: vscode.Disposable;

  /** @param name of the panel, before its lines in the log. */
  constructor(
    protected readonly file: vscode.Uri,
    webview: vscode.Webview,
    protected readonly server: ServerConnection,
    name: string,
  ) {
    this.link = new PanelLink(webview, {
      ready: () => this.show(),
      answer: (request: Request) => this.answer(request),
      log: (line) => server.log(`${name}: ${line}`),
    });
    this.watcher = watchFile(file, () => {
      if (this.link.isReady) void this.show();
    });
  }

  dispose(): void {
    this.watcher.dispose();
    this.link.dispose();
  }

  /** Sends what there is to show. */
  protected abstract show(): Promise<void>;

  /** Does what the panel asks; rejects with the reason where it cannot be done. */
  protected abstract answer(request: Request): Promise<void>;
}
