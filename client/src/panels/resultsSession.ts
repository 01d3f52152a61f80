import * as vscode from 'vscode';
import type { ServerConnection } from '../serverConnection';
import { PanelLink } from './panelLink';
import type { PanelSession } from './panelShelf';
import { watchFile } from './resultFile';

/** What goes on behind a panel over several saved results: it follows their files. */
export abstract class ResultsSession<Request, Event> implements PanelSession {
  protected readonly link: PanelLink<Request, Event>;
  private watchers: vscode.Disposable = vscode.Disposable.from();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    protected files: readonly vscode.Uri[],
    protected readonly server: ServerConnection,
  ) {
    this.link = new PanelLink(panel.webview, {
      ready: () => this.show(),
      answer: (request: Request) => this.answer(request),
      log: (line) => server.log(`${panel.title}: ${line}`),
    });
    this.follow(files);
  }

  get subject(): string {
    return subjectOf(this.files);
  }

  dispose(): void {
    this.watchers.dispose();
    this.link.dispose();
  }

  /** Title for these results. */
  protected abstract title(): string;

  /** What is shown of these results. */
  protected abstract build(): Promise<Event>;

  /** Does what the panel asks. */
  protected abstract answer(request: Request): Promise<void>;

  /** Shows other results from now on. */
  protected async change(files: readonly vscode.Uri[]): Promise<void> {
    this.follow(files);
    await this.show();
  }

  private follow(files: readonly vscode.Uri[]): void {
    this.files = files;
    this.watchers.dispose();
    const changed = () => {
      if (this.link.isReady) void this.show();
    };
    this.watchers = vscode.Disposable.from(...files.map((file) => watchFile(file, changed)));
  }

  /** Sends what there is to show. */
  private show(): Promise<void> {
    this.panel.title = this.title();
    return this.link.show(
      () => this.build(),
      (event) => this.link.post(event),
    );
  }
}

/** Results as the subject of a panel. */
export function subjectOf(files: readonly vscode.Uri[]): string {
  return JSON.stringify(files.map((file) => file.toString()));
}

/** The results of a subject; none where it is not one. */
export function filesOf(subject: string): vscode.Uri[] {
  try {
    const list: unknown = JSON.parse(subject);
    if (!Array.isArray(list)) return [];
    return list.flatMap((text: unknown) =>
      typeof text === 'string' ? [vscode.Uri.parse(text)] : [],
    );
  } catch {
    return [];
  }
}
