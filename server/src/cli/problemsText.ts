import type { Severity } from '../../protocol/problem';
import type { FileProblem } from '../adapters/fileProblem';
import { plainText, truncate, widthOf } from './plainText';
import type { Terminal } from './terminal';

const words: Readonly<Record<Severity, string>> = {
  error: 'error', warning: 'warning', information: 'note', hint: 'hint',
}; // prettier-ignore

/** `path:line:column: error: message [rule]`, then the line it stands on with a caret under it. */
export function problemText(found: FileProblem, terminal: Terminal): string {
  const { colors, unicode } = terminal;
  const { problem, range, sourceLine } = found;
  const place = range === null ? '' : `:${range.start.line + 1}:${range.start.character + 1}`;
  const paint = problem.severity === 'error' ? colors.red : colors.yellow;
  const word = colors.bold(paint(`${words[problem.severity]}:`));
  const where = colors.bold(`${plainText(found.file, unicode)}${place}:`);
  const first = `${where} ${word} ${plainText(problem.message, unicode)} ${colors.dim(`[${problem.code}]`)}\n`;
  if (range === null || sourceLine === null || sourceLine.trim() === '') return first;
  const end = range.end.line === range.start.line ? range.end.character : sourceLine.length;
  return first + excerpt(sourceLine, range.start.character, end, range.start.line + 1, terminal);
}

/** All problems, one after the other. */
export function problemsText(problems: readonly FileProblem[], terminal: Terminal): string {
  return problems.map((found) => problemText(found, terminal)).join('');
}

/** `3 errors, 1 warning` */
export function countText(problems: readonly FileProblem[]): string {
  const { errors, warnings } = countProblems(problems);
  const of = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [of(errors, 'error'), ...(warnings > 0 ? [of(warnings, 'warning')] : [])].join(', ');
}

/** How many problems are errors, and how many are warnings. */
export function countProblems(problems: readonly FileProblem[]): {
  errors: number;
  warnings: number;
} {
  const count = (severity: Severity) =>
    problems.filter((found) => found.problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}

const leadIn = 20;

function excerpt(
  line: string,
  start: number,
  end: number,
  number: number,
  terminal: Terminal,
): string {
  const { colors, unicode, columns } = terminal;
  const gutter = `${String(number).padStart(5)} | `;
  const room = columns - gutter.length;
  // A file may be one line of megabytes: only the place that is meant is looked at.
  const from = start < room / 2 ? 0 : start - leadIn;
  // Character by character, so that the caret stays under what it means.
  const shownAs = (part: string): string => {
    const near = plainText(part, true);
    return unicode ? near : near.replace(/[^ -~]/gu, '?');
  };
  const before = widthOf(shownAs(line.slice(from, start)));
  const meant = widthOf(shownAs(line.slice(start, Math.min(end, start + room)).trimEnd()));
  const caret = '^'.repeat(Math.max(1, Math.min(meant, room - before)));
  const text = shownAs(line.slice(from, from + 2 * room));
  const shown = truncate(text, room, unicode ? '…' : '...');
  const under = `${' '.repeat(gutter.length - 2)}| ${' '.repeat(before)}`;
  return `${colors.dim(gutter)}${shown}\n${under}${colors.bold(colors.red(caret))}\n`;
}
