import {
  LSPErrorCodes,
  ResponseError,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { tokensLegend } from '../language/features/semanticTokens';
import type { ServerContext } from './serverContext';
import { WorkspaceSymbolsHandler } from './workspaceSymbolsHandler';

/** What the server says of itself for the features that {@link ReadingHandler} answers. */
export const readingCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [' ', '$', '(', '[', '{', '.'] },
  hoverProvider: true,
  inlayHintProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  selectionRangeProvider: true,
  semanticTokensProvider: { legend: tokensLegend, full: true, range: true },
};

/** Answers the requests of reading and typing from the language service. */
export class ReadingHandler {
  /** `client` is what the editor says that it can do. */
  constructor(
    private readonly context: ServerContext,
    private readonly client: InitializeParams['capabilities'],
  ) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection, documents, language } = this.context;
    const read = <T>(uri: string, none: T, of: (document: TextDocument) => T): T => {
      const document = documents.get(uri);
      return document === undefined ? none : of(document);
    };
    const snippets = this.client.textDocument?.completion?.completionItem?.snippetSupport === true;
    connection.onCompletion(({ textDocument: { uri }, position }) =>
      read(uri, [], (document) => language.complete(document, position, { snippets })),
    );
    connection.onHover(({ textDocument: { uri }, position }) =>
      read(uri, null, (document) => language.hover(document, position)),
    );
    connection.onDefinition(({ textDocument: { uri }, position }) =>
      read(uri, [], (document) => language.definitions(document, position)),
    );
    connection.onReferences(({ textDocument: { uri }, position, context }) =>
      read(uri, [], (document) =>
        language.references(document, position, context.includeDeclaration),
      ),
    );
    connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
      read(uri, [], (document) => language.highlights(document, position)),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }) =>
      read(uri, [], (document) => language.outline(document)),
    );
    connection.onFoldingRanges(({ textDocument: { uri } }) =>
      read(uri, [], (document) => language.folds(document)),
    );
    connection.onDocumentLinks(({ textDocument: { uri } }) =>
      read(uri, [], (document) => language.links(document)),
    );
    connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
      read(uri, [], (document) => language.selections(document, positions)),
    );
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
      read(uri, { data: [] }, (document) => language.tokens(document)),
    );
    connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) =>
      read(uri, { data: [] }, (document) => language.tokens(document, range)),
    );
    new WorkspaceSymbolsHandler(this.context).listen();
    this.listenForHints();
    this.listenForRenames();
  }

  /** Shows hints anew where the settings change what they say. */
  settingsChanged(): void {
    if (this.client.workspace?.inlayHint?.refreshSupport !== true) return;
    this.context.connection.languages.inlayHint.refresh().catch(() => undefined);
  }

  private listenForHints(): void {
    const { connection, documents, language, settings } = this.context;
    connection.languages.inlayHint.on(({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      const { layers = true, expressions = true } = settings().inlayHints ?? {};
      return document === undefined
        ? []
        : language.inlayHints(document, range, { layers, expressions });
    });
  }

  private listenForRenames(): void {
    const { connection, documents, language } = this.context;
    connection.onPrepareRename(({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      const target = document === undefined ? null : language.renameTarget(document, position);
      if (target !== null && 'refusal' in target) throw refused(target.refusal);
      return target;
    });
    connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
      const document = documents.get(uri);
      if (document === undefined) return null;
      const renamed = language.rename(document, position, newName);
      if ('refusal' in renamed) throw refused(renamed.refusal);
      return { changes: { [uri]: renamed.edits } };
    });
  }
}

function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
