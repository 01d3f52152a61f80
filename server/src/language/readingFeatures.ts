import type {
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import type { Analysis } from './analysis';
import type { AnalysisCache, SourceText } from './analysisCache';
import { completionsAt, type CompletionOptions } from './completion/completion';
import type { Known } from './facts/known';
import { documentLinksOf } from './features/documentLinks';
import { foldingRangesOf } from './features/folding';
import { inlayHintsOf, type InlayHintOptions } from './features/inlayHints';
import { definitionsAt, highlightsAt, referencesAt } from './features/navigation';
import { outlineOf } from './features/outline';
import { renameAt, renameTargetAt, type Refusal } from './features/rename';
import { selectionRangeAt } from './features/selectionRanges';
import { semanticTokensOf } from './features/semanticTokens';
import { workspaceSymbolsOf } from './features/workspaceSymbols';
import { hoverAt } from './hover/hover';
import type { TextPosition, TextRange } from './locatedProblem';

/** Features that help to read and to type a text; nothing for files of other languages. */
export interface ReadingFeatures {
  complete(source: SourceText, at: TextPosition, options: CompletionOptions): CompletionItem[];
  hover(source: SourceText, at: TextPosition): Hover | null;
  inlayHints(source: SourceText, range: TextRange, options: InlayHintOptions): InlayHint[];
  definitions(source: SourceText, at: TextPosition): Location[];
  references(source: SourceText, at: TextPosition, withDeclaration: boolean): Location[];
  highlights(source: SourceText, at: TextPosition): DocumentHighlight[];
  renameTarget(
    source: SourceText,
    at: TextPosition,
  ): { readonly range: TextRange; readonly placeholder: string } | Refusal | null;
  rename(
    source: SourceText,
    at: TextPosition,
    newName: string,
  ): { readonly edits: TextEdit[] } | Refusal;
  outline(source: SourceText): DocumentSymbol[];
  /** Declarations whose names hold the letters of the query in their order. */
  symbols(source: SourceText, query: string): WorkspaceSymbol[];
  folds(source: SourceText): FoldingRange[];
  links(source: SourceText): DocumentLink[];
  selections(source: SourceText, at: readonly TextPosition[]): SelectionRange[];
  /** Of the whole text without a range. */
  tokens(source: SourceText, range?: TextRange): SemanticTokens;
}

/** Joins the features, each of which has a file of its own, to the cache of analyses. */
export function createReadingFeatures(cache: AnalysisCache): ReadingFeatures {
  const read = <T>(source: SourceText, none: T, of: (text: Analysis, known: Known) => T): T => {
    const analysis = cache.get(source);
    return analysis === null ? none : of(analysis, cache.known(source));
  };
  const readAt = <T>(
    source: SourceText,
    at: TextPosition,
    none: T,
    of: (text: Analysis, offset: number, known: Known) => T,
  ): T => read(source, none, (text, known) => of(text, text.file.offsetAt(at), known));
  const offsets = ({ file }: Analysis, { start, end }: TextRange) =>
    [file.offsetAt(start), file.offsetAt(end)] as const;
  return {
    complete: (source, at, options) =>
      readAt(source, at, [], (text, offset, known) => completionsAt(text, known, offset, options)),
    hover: (source, at) =>
      readAt(source, at, null, (text, offset, known) => hoverAt(text, known, offset)),
    inlayHints: (source, range, options) =>
      read(source, [], (text, known) => inlayHintsOf(text, known, offsets(text, range), options)),
    definitions: (source, at) =>
      readAt(source, at, [], (text, offset) => definitionsAt(text, source.uri, offset)),
    references: (source, at, withDeclaration) =>
      readAt(source, at, [], (text, offset) =>
        referencesAt(text, source.uri, offset, withDeclaration),
      ),
    highlights: (source, at) => readAt(source, at, [], highlightsAt),
    renameTarget: (source, at) => readAt(source, at, null, renameTargetAt),
    rename: (source, at, newName) =>
      readAt<{ edits: TextEdit[] } | Refusal>(source, at, { edits: [] }, (text, offset) =>
        renameAt(text, offset, newName),
      ),
    outline: (source) => read(source, [], outlineOf),
    symbols: (source, query) =>
      read(source, [], (text) => workspaceSymbolsOf(source.uri, text, query)),
    folds: (source) => read(source, [], foldingRangesOf),
    links: (source) => read(source, [], (text) => documentLinksOf(text, source.uri)),
    selections: (source, at) =>
      read(source, [], (text) => at.map((p) => selectionRangeAt(text, text.file.offsetAt(p)))),
    tokens: (source, range) =>
      read(source, { data: [] }, (text) =>
        semanticTokensOf(text, range === undefined ? undefined : offsets(text, range)),
      ),
  };
}
