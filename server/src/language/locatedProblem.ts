import type { DataPath, Problem } from '../../protocol/problem';

/** A place in a text, as the Language Server Protocol counts: from 0, in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Part of a text, without its end. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** A problem with its place in the text. */
export interface LocatedProblem extends Problem {
  readonly range: TextRange;
  readonly related?: readonly {
    readonly path: DataPath;
    readonly message: string;
    readonly range: TextRange;
  }[];
}

/** The very beginning of a text: where problems of the whole file are shown. */
export const fileStart: TextRange = {
  start: { line: 0, character: 0 },
  end: { line: 0, character: 0 },
};
