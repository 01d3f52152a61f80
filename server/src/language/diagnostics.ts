import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import { applyRuleSettings } from '../../engine/core/ruleSettings';
import type { Problem, RuleSettings, Severity } from '../../protocol/problem';
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

/** What is to be said of a network on the platform that it is for. */
export interface PlatformAdvice {
  /** Paths lead into the network's text. */
  readonly network: readonly Problem[];
  /** Places lie in the platform's text. */
  readonly platform: readonly LocatedProblem[];
  readonly platformUri: string;
}

/** What diagnostics are made with besides a text's analysis. */
export interface DiagnosticOptions {
  readonly uri: string;
  readonly rules: RuleSettings;
  /** Address of a rule's documentation, with `{rule}` for its id; null for none. */
  readonly ruleHref: string | null;
  /** Null where nothing is known of a platform. */
  readonly advice: PlatformAdvice | null;
}

/** A problem of this text; what another text explains is in `elsewhere`. */
interface Found {
  readonly problem: LocatedProblem;
  readonly elsewhere: readonly DiagnosticRelatedInformation[];
}

/** The problems of a text as diagnostics, in the order of the text. */
export function diagnosticsOf(analysis: Analysis, options: DiagnosticOptions): Diagnostic[] {
  const { advice } = options;
  const found = analysis.problems.map(here);
  if (advice !== null && analysis.network !== null) found.push(...adviceOf(analysis, advice));
  return toDiagnostics(found, options);
}

/** Problems of a text as diagnostics, in the order of the text. */
export function diagnosticsOfProblems(
  problems: readonly LocatedProblem[],
  options: Omit<DiagnosticOptions, 'advice'>,
): Diagnostic[] {
  return toDiagnostics(problems.map(here), options);
}

function here(problem: LocatedProblem): Found {
  return { problem, elsewhere: [] };
}

function toDiagnostics(
  found: readonly Found[],
  options: Omit<DiagnosticOptions, 'advice'>,
): Diagnostic[] {
  const { rules } = options;
  return found
    .flatMap(({ problem, elsewhere }) =>
      applyRuleSettings([problem], rules).map((set) => ({ problem: set, elsewhere })),
    )
    .sort((a, b) => compare(a.problem, b.problem))
    .slice(0, maxDiagnostics)
    .map((one) => toDiagnostic(one, options));
}

/** What is wrong with the platform stands at the network's name, with a link to the place. */
function adviceOf({ file }: Analysis, { network, platform, platformUri }: PlatformAdvice): Found[] {
  const own = file.visible(network.map((problem) => file.locate(problem)));
  const ofPlatform = platform.flatMap(({ range, ...problem }) => {
    const location = { uri: platformUri, range };
    const elsewhere = [{ location, message: 'The platform says so here.' }];
    const [seen] = file.visible([file.locate({ ...problem, path: ['cnn'] })]);
    return seen === undefined ? [] : [{ problem: seen, elsewhere }];
  });
  return [...own.map(here), ...ofPlatform];
}

function compare(a: LocatedProblem, b: LocatedProblem): number {
  const { start: p } = a.range;
  const { start: q } = b.range;
  return p.line - q.line || p.character - q.character;
}

function toDiagnostic(
  { problem, elsewhere }: Found,
  { uri, ruleHref }: Pick<DiagnosticOptions, 'uri' | 'ruleHref'>,
): Diagnostic {
  const { code, related = [], suggestion } = problem;
  const information = [
    ...related.map(({ range, message }) => ({ location: { uri, range }, message })),
    ...elsewhere,
  ];
  return {
    source: 'cnn-tuner',
    code,
    severity: severities[problem.severity],
    message: problem.message,
    range: problem.range,
    ...(ruleHref !== null && { codeDescription: { href: ruleHref.replaceAll('{rule}', code) } }),
    ...(unnecessary.test(code) && { tags: [1] }),
    ...(information.length > 0 && { relatedInformation: information }),
    ...(suggestion !== undefined && { data: { suggestion } }),
  };
}
