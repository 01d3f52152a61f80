import * as vscode from 'vscode';
import { showPage } from './showPage';

/** What goes on behind one panel. */
export interface PanelSession extends vscode.Disposable {
  /** What the panel is about: enough to begin again after the window was reloaded. */
  readonly subject: string;
}

/** A kind of panel. */
export interface PanelKind {
  readonly viewType: string;
  /** Name of its bundle. */
  readonly name: string;
  /** Title of its page. */
  readonly title: string;
  /** Begins a session; null for a subject that means nothing. */
  start(panel: vscode.WebviewPanel, subject: string): PanelSession | null;
}

/**
 * The open panels of one kind: at most one for a subject, and back again after the window was
 * reloaded.
 */
export class PanelShelf implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly open = new Map<vscode.WebviewPanel, PanelSession>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kind: PanelKind,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, this);
  }

  /** Shows the panel of a subject, in `column` where it is a new one. */
  show(subject: string, column: vscode.ViewColumn): void {
    for (const [panel, session] of this.open) {
      if (session.subject === subject) return panel.reveal();
    }
    const { viewType, title } = this.kind;
    this.fill(vscode.window.createWebviewPanel(viewType, title, column), subject);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const subject: unknown =
      typeof state === 'object' && state !== null ? Reflect.get(state, 'subject') : null;
    this.fill(panel, typeof subject === 'string' ? subject : '');
    return Promise.resolve();
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.open.keys()) panel.dispose();
  }

  private fill(panel: vscode.WebviewPanel, subject: string): void {
    const { name, title } = this.kind;
    const session = this.kind.start(panel, subject);
    // A panel that was closed down before it showed anything has nothing to come back to.
    if (session === null) return panel.dispose();
    this.open.set(panel, session);
    panel.onDidDispose(() => {
      this.open.delete(panel);
      session.dispose();
    });
    showPage(panel.webview, this.extensionUri, name, title);
  }
}
