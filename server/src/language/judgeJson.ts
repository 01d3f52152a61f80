import type { Result } from '../../engine/core/result';
import { problem } from '../../engine/core/rules';
import type { Problem } from '../../protocol/problem';
import { jsonMistake } from './jsonMistake';
import { LineTable } from './lineTable';
import type { LocatedProblem, TextRange } from './locatedProblem';
import { maxTextLength, parseYamlFile } from './yamlFile';

/** A problem of a JSON text; its place is null in a text too long to look for it. */
export type JsonProblem = LocatedProblem | (Problem & { readonly range: null });

/** What a JSON text says, with warnings; or why it says nothing. */
export type JudgedJson<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly JsonProblem[] }
  | { readonly ok: false; readonly problems: readonly JsonProblem[] };

/**
 * Judges a JSON text by a reader of plain data. A text without problems is parsed once and fast; for
 * the places of problems it is parsed as YAML, which JSON is. Never throws.
 */
export function judgeJson<T>(text: string, read: (data: unknown) => Result<T>): JudgedJson<T> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return misread(text, read, String(error));
  }
  const result = read(data);
  if (result.ok && result.problems.length === 0) return { ...result, problems: [] };
  if (text.length > maxTextLength) {
    return {
      ...result,
      problems: result.problems.map((found) => ({ ...withPath(found), range: null })),
    };
  }
  const file = parseYamlFile(text);
  return { ...result, problems: result.problems.map((found) => file.locate(found)) };
}

/** YAML takes almost all that is nearly JSON, such as NaN, and a reader says more of that. */
function misread<T>(
  text: string,
  read: (data: unknown) => Result<T>,
  cause: string,
): JudgedJson<T> {
  const message = cause.replace(/^SyntaxError: | in JSON at position .*$/g, '');
  const { code, severity, path } = problem('json-syntax', [], message);
  const isLong = text.length > maxTextLength;
  const range = isLong ? null : mistakeRange(text);
  const syntax: JsonProblem = { code, severity, path, message, range };
  if (isLong || text.trim() === '') return { ok: false, problems: [syntax] };
  const file = parseYamlFile(text);
  const isYaml = !file.problems.some((found) => found.severity === 'error');
  const result = isYaml ? read(file.data) : null;
  if (result === null || result.ok) return { ok: false, problems: [syntax] };
  return { ok: false, problems: result.problems.map((found) => file.locate(found)) };
}

function mistakeRange(text: string): TextRange {
  // Where a text breaks off, its last character.
  const start = Math.max(0, Math.min(jsonMistake(text), text.trimEnd().length - 1));
  const lines = new LineTable(text);
  return { start: lines.positionAt(start), end: lines.positionAt(start + 1) };
}

/** Says in words where in the data a problem is. */
function withPath(found: Problem): Problem {
  const place = found.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('');
  return place === '' ? found : { ...found, message: `${place.slice(1)}: ${found.message}` };
}
