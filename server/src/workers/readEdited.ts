import { placedProblem, type Loaded } from '../adapters/fileProblem';
import { analyse, type Analysis } from '../language/analysis';

/** Reads a descriptor as it stands in an editor, with problems as of a file. */
export function readEdited<T>(
  kind: 'network' | 'platform',
  path: string,
  text: string,
  pick: (analysis: Analysis) => T | null,
): Loaded<T> {
  const analysis = analyse(kind, text);
  const lines = text.split(/\r\n|\r|\n/);
  const problems = analysis.problems.map((found) => placedProblem(path, lines, found));
  const value = pick(analysis);
  return value === null ? { ok: false, problems } : { ok: true, value, problems };
}
