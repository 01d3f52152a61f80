import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
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

/** What every request about a text has. */
interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

/** Answers the requests of reading and typing from the language service. */
export class ReadingHandler {
  /** `client` is what the editor says that it can do. */
  constructor(
    private readonly context: ServerContext,
    private readonly client: InitializeParams['capabilities'],
  ) {}

  /** Answers the connection's requests from now on. */
  listen(): void {
    const { connection, language } = this.context;
    const snippets = this.client.textDocument?.completion?.completionItem?.snippetSupport === true;
    connection.onCompletion(
      this.read([], (document, { position }) =>
        language.complete(document, position, { snippets }),
      ),
    );
    connection.onHover(
      this.read(null, (document, { position }) => language.hover(document, position)),
    );
    connection.onDefinition(
      this.read([], (document, { position }) => language.definitions(document, position)),
    );
    connection.onReferences(
      this.read([], (document, { position, context }) =>
        language.references(document, position, context.includeDeclaration),
      ),
    );
    connection.onDocumentHighlight(
      this.read([], (document, { position }) => language.highlights(document, position)),
    );
    connection.onDocumentSymbol(this.read([], (document) => language.outline(document)));
    connection.onFoldingRanges(this.read([], (document) => language.folds(document)));
    connection.onDocumentLinks(this.read([], (document) => language.links(document)));
    connection.onSelectionRanges(
      this.read([], (document, { positions }) => language.selections(document, positions)),
    );
    const { semanticTokens } = connection.languages;
    semanticTokens.on(this.read({ data: [] }, (document) => language.tokens(document)));
    semanticTokens.onRange(
      this.read({ data: [] }, (document, { range }) => language.tokens(document, range)),
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
    const { connection, language, settings } = this.context;
    connection.languages.inlayHint.on(
      this.read([], (document, { range }) => {
        const { layers = true, expressions = true } = settings().inlayHints ?? {};
        return language.inlayHints(document, range, { layers, expressions });
      }),
    );
  }

  /** Answers from an open text; with `none` where it is not open. */
  private read<Params extends OfDocument, Reply>(
    none: Reply,
    of: (document: TextDocument, params: Params) => Reply,
  ): (params: Params, token: CancellationToken) => Reply {
    return (params, token) => {
      // Typing went on while the request was waiting.
      if (token.isCancellationRequested) {
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
      }
      const document = this.context.documents.get(params.textDocument.uri);
      return document === undefined ? none : of(document, params);
    };
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
