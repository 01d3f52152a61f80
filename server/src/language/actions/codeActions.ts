import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { isAdjustable } from '../../../engine/core/ruleSettings';
import type { Analysis } from '../analysis';
import type { LocatedProblem, TextRange } from '../locatedProblem';
import { ignoreRule } from './ignoreRule';
import { toTextEdits, withoutOverlaps, type OffsetEdit } from './offsetEdit';
import { quickFixes, suggestionFix } from './quickFixes';
import { refactorings } from './refactor/refactorings';

/** Kind of the action that mends everything that needs no thought. */
export const fixAllKind = 'source.fixAll.cnnTuner';

/** Texts longer than this are tried out only when a person asks for actions. */
const longText = 20_000;

/** What actions are asked for. */
export interface CodeActionOptions {
  readonly uri: string;
  readonly range: TextRange;
  /** What the editor shows in the range. */
  readonly diagnostics: readonly Diagnostic[];
  /** Kinds that are wanted; undefined for all. */
  readonly only?: readonly string[] | undefined;
  /** True where a person asked, false where only the caret has moved. */
  readonly invoked: boolean;
}

/** What can be done about a part of a text: mend it, silence a rule, change its form. */
export function codeActionsOf(analysis: Analysis, options: CodeActionOptions): CodeAction[] {
  const wants = (kind: string): boolean =>
    options.only === undefined ||
    options.only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  return [
    ...(wants('quickfix') ? fixes(analysis, options) : []),
    ...(wants('quickfix') ? silences(analysis, options) : []),
    ...(wants(fixAllKind) && options.only !== undefined ? fixAll(analysis, options) : []),
    ...(canRefactor(analysis, options) ? refactors(analysis, options, wants) : []),
  ];
}

function fixes(analysis: Analysis, { uri, range, diagnostics }: CodeActionOptions): CodeAction[] {
  return analysis.problems
    .filter((problem) => touches(problem.range, range))
    .flatMap((problem) =>
      quickFixes(analysis, problem).map(({ title, edits, preferred }) => ({
        title,
        kind: 'quickfix',
        diagnostics: diagnostics.filter((shown) => isOf(shown, problem)),
        edit: editOf(analysis, uri, edits),
        ...(preferred && { isPreferred: true }),
      })),
    );
}

/** One for each rule and line that the editor shows. */
function silences(analysis: Analysis, { uri, diagnostics }: CodeActionOptions): CodeAction[] {
  const seen = new Set<string>();
  return diagnostics.flatMap((shown) => {
    const rule = String(shown.code);
    const { line } = shown.range.start;
    // A comment alone on its line silences what follows it, not itself.
    if (rule === 'unknown-rule' || !isAdjustable(rule) || seen.has(`${rule} ${line}`)) return [];
    seen.add(`${rule} ${line}`);
    return [
      {
        title: `Silence \`${rule}\` on this line`,
        kind: 'quickfix',
        diagnostics: [shown],
        edit: editOf(analysis, uri, [ignoreRule(analysis.file, line, rule)]),
      },
    ];
  });
}

function fixAll(analysis: Analysis, { uri }: CodeActionOptions): CodeAction[] {
  const edits = analysis.problems.flatMap((problem) => {
    const fix = suggestionFix(analysis, problem);
    return fix?.preferred === true ? fix.edits : [];
  });
  if (edits.length === 0) return [];
  const edit = editOf(analysis, uri, withoutOverlaps(edits));
  return [{ title: 'Mend everything that has one suggestion', kind: fixAllKind, edit }];
}

function canRefactor({ file }: Analysis, { invoked }: CodeActionOptions): boolean {
  return invoked || file.text.length <= longText;
}

function refactors(
  analysis: Analysis,
  { uri, range, only }: CodeActionOptions,
  wants: (kind: string) => boolean,
): CodeAction[] {
  if (only !== undefined && !only.some((kind) => kind === '' || kind.startsWith('refactor')))
    return [];
  return refactorings(analysis, range)
    .filter(({ kind }) => wants(kind))
    .map(({ title, kind, edits }) => ({ title, kind, edit: editOf(analysis, uri, edits) }));
}

function editOf({ file }: Analysis, uri: string, edits: readonly OffsetEdit[]) {
  return { changes: { [uri]: toTextEdits(file, edits) } };
}

function isOf(shown: Diagnostic, { code, range }: LocatedProblem): boolean {
  const { start } = shown.range;
  return (
    shown.code === code &&
    start.line === range.start.line &&
    start.character === range.start.character
  );
}

function touches(a: TextRange, b: TextRange): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: TextRange['start'], b: TextRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
