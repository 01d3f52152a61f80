import type { CodeLens, Diagnostic } from 'vscode-languageserver';
import type { AnalysisCache, SourceText } from './analysisCache';
import { codeLensesOf, type LastResult, type LensCommands } from './codeLenses';
import { diagnosticsOf, type DiagnosticOptions } from './diagnostics';

/** What a host tells about itself; see {@link LensCommands} and {@link DiagnosticOptions}. */
export interface ChangingOptions {
  readonly commands: Partial<LensCommands>;
  readonly ruleHref: string | null;
}

const noCommands: LensCommands = { run: null, compare: null, openResult: null };

/** Features that judge a text and change it; nothing for files of other languages. */
export interface ChangingFeatures {
  diagnose(
    source: SourceText,
    options?: Partial<Pick<DiagnosticOptions, 'rules' | 'advice'>>,
  ): Diagnostic[];
  codeLenses(source: SourceText, lastResult: LastResult | null): CodeLens[];
}

/** Joins the features, each of which has a file of its own, to the cache of analyses. */
export function createChangingFeatures(
  cache: AnalysisCache,
  { commands = {}, ruleHref = null }: Partial<ChangingOptions>,
): ChangingFeatures {
  return {
    diagnose(source, { rules = {}, advice = null } = {}) {
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
  };
}
