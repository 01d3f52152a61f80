import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerContext } from './serverContext';

/** Longest wait after a keystroke. */
const longestWaitMilliseconds = 300;

/**
 * Publishes diagnostics while people type. A file that is quick to check is checked at once; a slow
 * one waits as long as its last check took, twice, so that typing never queues behind checking.
 * A newer version drops the check of an older one.
 */
export class DiagnosticsHandler {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly lastCostMilliseconds = new Map<string, number>();

  constructor(private readonly context: ServerContext) {}

  /** Checks a new version of a text soon. */
  changed(document: TextDocument): void {
    const { uri } = document;
    clearTimeout(this.waiting.get(uri));
    const wait = Math.min(longestWaitMilliseconds, 2 * (this.lastCostMilliseconds.get(uri) ?? 0));
    this.waiting.set(
      uri,
      setTimeout(() => this.publish(uri), wait),
    );
  }

  /** Takes a closed text's diagnostics away. */
  closed(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.lastCostMilliseconds.delete(uri);
    void this.context.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Drops every check that has not begun. */
  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private publish(uri: string): void {
    const { connection, documents, language } = this.context;
    this.waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    const start = performance.now();
    try {
      const diagnostics = language.diagnose(document);
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      // A mistake of ours must not end the server for every other file.
      connection.console.error(`${uri}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    this.lastCostMilliseconds.set(uri, performance.now() - start);
  }
}
