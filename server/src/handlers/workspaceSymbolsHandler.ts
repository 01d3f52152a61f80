import { stat } from 'node:fs/promises';
import type { CancellationToken, WorkspaceSymbol } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { findDescriptors } from '../adapters/findDescriptors';
import { loadText } from '../adapters/loadText';
import { analyse } from '../language/analysis';
import { matchesQuery, workspaceSymbolsOf } from '../language/features/workspaceSymbols';
import { fileKindOf } from '../language/fileKind';
import { maxTextLength } from '../language/yamlFile';
import type { ServerContext } from './serverContext';

interface Entry {
  readonly modified: number;
  readonly symbols: readonly WorkspaceSymbol[];
}

/** Finds declarations in open texts and in the files of the workspace's folders. */
export class WorkspaceSymbolsHandler {
  /** By path: a file is read again only where it was written since. */
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly context: ServerContext) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    this.context.connection.onWorkspaceSymbol(({ query }, token) => this.find(query, token));
  }

  private async find(query: string, token: CancellationToken): Promise<WorkspaceSymbol[]> {
    const { documents, language, folders } = this.context;
    const open = documents.all();
    const found = open.flatMap((document) => language.symbols(document, query));
    const isOpen = new Set(open.map(({ uri }) => URI.parse(uri).fsPath));
    const roots = folders()
      .map((uri) => URI.parse(uri))
      .filter(({ scheme }) => scheme === 'file');
    const paths = await findDescriptors(roots.map(({ fsPath }) => fsPath));
    for (const path of paths) {
      if (token.isCancellationRequested) return [];
      if (isOpen.has(path)) continue;
      const symbols = await this.symbolsOf(path);
      found.push(...symbols.filter(({ name }) => matchesQuery(name, query)));
    }
    for (const path of this.entries.keys()) if (!paths.includes(path)) this.entries.delete(path);
    return found;
  }

  private async symbolsOf(path: string): Promise<readonly WorkspaceSymbol[]> {
    const facts = await stat(path).catch(() => null);
    const modified = facts?.mtimeMs ?? 0;
    const known = this.entries.get(path);
    if (known?.modified === modified) return known.symbols;
    const kind = fileKindOf('', path);
    const text = await loadText(path, maxTextLength);
    const uri = URI.file(path).toString();
    const symbols =
      kind !== null && text.ok ? workspaceSymbolsOf(uri, analyse(kind, text.value), '') : [];
    this.entries.set(path, { modified, symbols });
    return symbols;
  }
}
