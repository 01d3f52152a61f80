import {
  BulkRegistration,
  CodeActionTriggerKind,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
  type DidChangeWatchedFilesRegistrationOptions,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { platformsChangedNotification } from '../../protocol/serverSettings';
import { fixAllKind } from '../language/actions/codeActions';
import { CodeLensHandler } from './codeLensHandler';
import { DiagnosticsHandler } from './diagnosticsHandler';
import type { ServerContext } from './serverContext';

/** What the server says of itself for the features that {@link ChangingHandler} answers. */
export const changingCapabilities: ServerCapabilities = {
  codeActionProvider: {
    codeActionKinds: [
      'quickfix',
      'refactor.extract',
      'refactor.inline',
      'refactor.rewrite',
      fixAllKind,
    ],
  },
  codeLensProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
};

/** Files whose changes outside of the editor matter to what is open. */
const watched: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [
    { globPattern: '**/*.platform.{yaml,yml}' },
    { globPattern: '**/*.cnn.{yaml,yml}' },
    { globPattern: '**/*.tuning.json' },
  ],
};

const profiles = { documentSelector: [{ pattern: '**/*.profile.json' }] };

/** Judges texts as they change, and answers what changes them, from the language service. */
export class ChangingHandler {
  private readonly diagnostics: DiagnosticsHandler;
  private readonly lenses: CodeLensHandler;

  /** `client` is what the editor says that it can do. */
  constructor(
    private readonly context: ServerContext,
    private readonly client: InitializeParams['capabilities'],
  ) {
    this.diagnostics = new DiagnosticsHandler(context);
    this.lenses = new CodeLensHandler(context, client.workspace?.codeLens?.refreshSupport === true);
  }

  /** Follows the texts and answers the connection's requests from now on. */
  listen(): void {
    const { connection, documents, language, pool, executors } = this.context;
    documents.onDidChangeContent(({ document }) => this.diagnostics.changed(document));
    documents.onDidSave(() => this.lenses.refresh());
    documents.onDidClose(({ document }) => {
      this.diagnostics.closed(document.uri);
      language.forget(document.uri);
    });
    connection.onCodeLens(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : this.lenses.answer(document);
    });
    connection.onCodeAction(({ textDocument, range, context }) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return [];
      const { diagnostics, only } = context;
      const invoked = context.triggerKind !== CodeActionTriggerKind.Automatic;
      return language.codeActions(document, { range, diagnostics, only, invoked });
    });
    connection.onDocumentFormatting(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : language.format(document);
    });
    connection.onDocumentRangeFormatting(({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : language.format(document, range);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => /\.platform\.ya?ml$/i.test(uri))) {
        this.diagnostics.platformsChanged();
      }
      this.lenses.refresh();
    });
    connection.onInitialized(() => {
      // An editor that refuses does without; everything else works.
      this.watchFiles().catch(() => undefined);
      this.followProfiles().catch(() => undefined);
    });
    connection.onNotification(platformsChangedNotification, () =>
      this.diagnostics.platformsChanged(),
    );
    connection.onShutdown(async () => {
      this.diagnostics.dispose();
      this.lenses.dispose();
      await Promise.all([pool.close(), executors.close()]);
    });
  }

  /** Severities and platforms may be others. */
  settingsChanged(): void {
    this.diagnostics.settingsChanged();
  }

  private async watchFiles(): Promise<void> {
    if (this.client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
    const { client } = this.context.connection;
    await client.register(DidChangeWatchedFilesNotification.type, watched);
  }

  /**
   * Asks for the texts of profiles. They are JSON, and the editor's own support answers for them: were
   * they among the languages of the server, two would format, fold and complete them.
   */
  private async followProfiles(): Promise<void> {
    if (this.client.textDocument?.synchronization?.dynamicRegistration !== true) return;
    const texts = BulkRegistration.create();
    texts.add(DidOpenTextDocumentNotification.type, profiles);
    const syncKind = TextDocumentSyncKind.Incremental;
    texts.add(DidChangeTextDocumentNotification.type, { ...profiles, syncKind });
    texts.add(DidCloseTextDocumentNotification.type, profiles);
    await this.context.connection.client.register(texts);
  }
}
