import type { Diagnostic } from 'vscode-languageserver';
import type { Severity } from '../../protocol/problem';
import type { Analysis } from './analysis';
import type { LocatedProblem } from './locatedProblem';

/** More than these help nobody and slow the editor down. */
const maxDiagnostics = 250;

const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const satisfies Record<
  Severity,
  number
>;

/** Rules about things that could be removed: editors fade them. */
const unnecessary = /^(?:unused|dead)-/;

/** The problems of a text as diagnostics, in the order of the text. */
export function diagnosticsOf(uri: string, analysis: Analysis): Diagnostic[] {
  return analysis.problems
    .toSorted((a, b) => compare(a, b))
    .slice(0, maxDiagnostics)
    .map((found) => toDiagnostic(uri, found));
}

function compare(a: LocatedProblem, b: LocatedProblem): number {
  const { start: p } = a.range;
  const { start: q } = b.range;
  return p.line - q.line || p.character - q.character;
}

function toDiagnostic(uri: string, found: LocatedProblem): Diagnostic {
  const { related = [] } = found;
  return {
    source: 'cnn-tuner',
    code: found.code,
    severity: severities[found.severity],
    message: found.message,
    range: found.range,
    ...(unnecessary.test(found.code) && { tags: [1] }),
    ...(related.length > 0 && {
      relatedInformation: related.map(({ range, message }) => ({
        location: { uri, range },
        message,
      })),
    }),
    ...(found.suggestion !== undefined && { data: { suggestion: found.suggestion } }),
  };
}
