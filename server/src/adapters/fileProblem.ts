import type { Problem } from '../../protocol/problem';
import type { LocatedProblem, TextRange } from '../language/locatedProblem';

/** A problem of a file: where it is on disk and, where it has a place in a text, in the text. */
export interface FileProblem {
  readonly file: string;
  readonly problem: Problem;
  /** Null for files without text, such as ONNX models. */
  readonly range: TextRange | null;
  /** The text's line at the start of the range; null where there is none. */
  readonly sourceLine: string | null;
}

/** What was read from a file, with its warnings; or why nothing was. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly FileProblem[] }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A problem of a file as a whole. */
export function wholeFileProblem(file: string, problem: Problem): FileProblem {
  return { file, problem, range: null, sourceLine: null };
}

/** A problem with a place in the file's text. */
export function placedProblem(
  file: string,
  lines: readonly string[],
  located: LocatedProblem,
): FileProblem {
  const { range, ...problem } = located;
  return { file, problem, range, sourceLine: lines[range.start.line] ?? null };
}
