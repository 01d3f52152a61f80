import type { Diagnostic } from 'vscode-languageserver';
import { matches } from '../../engine/core/validate';
import { profileSchema } from '../../engine/cost/profileSchema';
import { readProfile } from '../../engine/cost/readProfile';
import { diagnosticsOfProblems, type DiagnosticOptions } from './diagnostics';
import { judgeJson } from './judgeJson';
import { fileStart, type LocatedProblem } from './locatedProblem';

/** How profiles are judged. */
export interface ProfileOptions extends Omit<DiagnosticOptions, 'advice'> {
  /** True where the editor itself reports what breaks JSON or the profile's schema. */
  readonly validatesJson: boolean;
}

/** True for a `*.profile.json`: every feature but diagnostics is left to the editor's JSON support. */
export function isProfile(uri: string): boolean {
  return /\.profile\.json$/i.test(uri);
}

/** What is wrong with the text of a profile. */
export function profileDiagnostics(text: string, options: ProfileOptions): Diagnostic[] {
  if (options.validatesJson && !fitsSchema(text)) return [];
  const problems = judgeJson(text, readProfile).problems.map((found): LocatedProblem =>
    found.range === null ? { ...found, related: [], range: fileStart } : found,
  );
  return diagnosticsOfProblems(problems, options);
}

function fitsSchema(text: string): boolean {
  try {
    return matches(profileSchema, JSON.parse(text));
  } catch {
    return false;
  }
}
