import type { FileProblem } from '../adapters/fileProblem';
import { countProblems } from './problemsText';

/** The JSON document for problems: what `check --json` prints, and every verb whose input has errors. */
export function problemsJson(files: readonly string[], problems: readonly FileProblem[]): object {
  return {
    kind: 'cnn-problems',
    files,
    ...countProblems(problems),
    problems: problems.map(({ file, problem, range }) => ({
      file,
      ...(range !== null && {
        line: range.start.line + 1,
        column: range.start.character + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.character + 1,
      }),
      severity: problem.severity,
      code: problem.code,
      message: problem.message,
      path: problem.path,
      ...(problem.suggestion !== undefined && { suggestion: problem.suggestion }),
    })),
  };
}
