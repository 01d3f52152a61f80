import type { CodeAction, CodeLens, Diagnostic, TextEdit } from 'vscode-languageserver';
import { codeActionsOf, type CodeActionOptions } from './actions/codeActions';
import type { AnalysisCache, SourceText } from './analysisCache';
import { codeLensesOf, type LastResult, type LensCommands } from './codeLenses';
import { diagnosticsOf, type DiagnosticOptions } from './diagnostics';
import { fileKindOf } from './fileKind';
import { formatEdits } from './formatting/formatEdits';
import type { TextRange } from './locatedProblem';
import { isProfile, profileDiagnostics, type ProfileOptions } from './profileDiagnostics';

/** What a host tells about itself; see the interfaces in which the names are explained. */
export interface ChangingOptions
  extends Pick<DiagnosticOptions, 'ruleHref'>, Pick<ProfileOptions, 'validatesJson'> {
  readonly commands: Partial<LensCommands>;
}

const noCommands: LensCommands = {
  run: null,
  compare: null,
  layers: null,
  replay: null,
  openResult: null,
};

/** Features that judge a text and change it; nothing for files of other languages. */
export interface ChangingFeatures {
  /** Of profiles too, which have no other feature. */
  diagnose(
    source: SourceText,
    options?: Partial<Pick<DiagnosticOptions, 'rules' | 'advice'>>,
  ): Diagnostic[];
  codeLenses(source: SourceText, lastResult: LastResult | null): CodeLens[];
  codeActions(source: SourceText, options: Omit<CodeActionOptions, 'uri'>): CodeAction[];
  /** Edits that format a text, or the lines of a range; none where it has errors. */
  format(source: SourceText, range?: TextRange): TextEdit[];
}

/** Joins the features, each of which has a file of its own, to the cache of analyses. */
export function createChangingFeatures(
  cache: AnalysisCache,
  { commands = {}, ruleHref = null, validatesJson = false }: Partial<ChangingOptions>,
): ChangingFeatures {
  return {
    diagnose(source, { rules = {}, advice = null } = {}) {
      if (isProfile(source.uri)) {
        const options = { uri: source.uri, rules, ruleHref, validatesJson };
        return profileDiagnostics(source.getText(), options);
      }
      const analysis = cache.get(source);
      if (analysis === null) return [];
      return diagnosticsOf(analysis, { uri: source.uri, rules, ruleHref, advice });
    },
    codeLenses(source, lastResult) {
      const analysis = cache.get(source);
      if (analysis === null) return [];
      const network = cache.lastNetwork(source);
      return codeLensesOf(analysis, network, {
        uri: source.uri,
        commands: { ...noCommands, ...commands },
        lastResult,
      });
    },
    codeActions(source, wanted) {
      const analysis = cache.get(source);
      return analysis === null ? [] : codeActionsOf(analysis, { ...wanted, uri: source.uri });
    },
    format: (source, range) =>
      fileKindOf(source.languageId, source.uri) === null
        ? []
        : formatEdits(source.getText(), range),
  };
}
