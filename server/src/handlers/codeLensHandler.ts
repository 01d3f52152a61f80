import { URI } from 'vscode-uri';
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LastResults } from '../adapters/lastResults';
import type { LastResult } from '../language/codeLenses';
import { fileKindOf } from '../language/fileKind';
import type { ServerContext } from './serverContext';

/** Ages are told in minutes. */
const refreshMilliseconds = 60_000;

/** Answers code lenses with the last result of each network, and keeps their ages true. */
export class CodeLensHandler {
  private results: LastResults | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** @param canRefresh whether the editor asks again when it is told to. */
  constructor(
    private readonly context: ServerContext,
    private readonly canRefresh: boolean,
  ) {}

  /** The lenses of a text. */
  async answer(document: TextDocument): Promise<CodeLens[]> {
    const lastResult = await this.lastResult(document);
    if (lastResult !== null) this.refreshLater();
    return this.context.language.codeLenses(document, lastResult);
  }

  /** Results or inputs may have changed. */
  refresh(): void {
    if (!this.canRefresh) return;
    // An editor that is closing does not answer, and need not.
    this.context.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async lastResult(document: TextDocument): Promise<LastResult | null> {
    const { scheme, fsPath } = URI.parse(document.uri);
    const isNetwork = fileKindOf(document.languageId, document.uri) === 'network';
    if (scheme !== 'file' || !isNetwork) return null;
    if (this.results === null) {
      const adapter = await import('../adapters/lastResults');
      this.results ??= new adapter.LastResults();
    }
    const saved = await this.results.of(fsPath, document.getText());
    return saved === null
      ? null
      : {
          uri: URI.file(saved.path).toString(),
          throughput: saved.throughput,
          ageMilliseconds: Date.now() - saved.savedAtMilliseconds,
          stale: saved.stale,
        };
  }

  private refreshLater(): void {
    if (this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.refresh();
    }, refreshMilliseconds);
    this.timer.unref();
  }
}
