import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import { isAdjustable } from '../../engine/core/ruleSettings';
import { didYouMean } from '../../engine/core/didYouMean';
import { rules } from '../../engine/core/rules';
import type { LocatedProblem } from './locatedProblem';
import { offsetProblem, type OffsetProblem } from './offsetProblem';

/** What the comments of a text silence. */
export interface IgnoreComments {
  /** Rules by the line on which they are silent. */
  readonly byLine: ReadonlyMap<number, ReadonlySet<string>>;
  /** Comments that name no rule, or one that cannot be silenced. */
  readonly problems: readonly OffsetProblem[];
}

/** How a comment begins that silences rules. */
export const ignoreWord = 'cnn-tuner-ignore';

/** Those of a text without any. */
export const noIgnoreComments: IgnoreComments = { byLine: new Map(), problems: [] };
const comment = new RegExp(`(^|[ \\t])#[ \\t]*${ignoreWord}(?![\\w-])[ \\t:]*([^\\r\\n]*)`, 'gm');
const blankOrComment = /^[ \t]*(?:#.*)?\r?$/;

/**
 * Reads the comments `# cnn-tuner-ignore RULE[, RULE]`: at the end of a line they silence rules
 * there, alone on a line they silence them on the next line that is no comment.
 */
export function readIgnoreComments(
  text: string,
  root: unknown,
  lineAt: (offset: number) => number,
): IgnoreComments {
  // Most texts have none, and are searched at every keystroke.
  if (!text.includes(ignoreWord)) return noIgnoreComments;
  const lines = text.split('\n');
  const byLine = new Map<number, Set<string>>();
  const problems: OffsetProblem[] = [];
  for (const match of text.matchAll(comment)) {
    const [all, , list = ''] = match;
    if (isInScalar(root, match.index + all.indexOf('#'))) continue;
    const line = silencedLine(lines, lineAt(match.index));
    const silenced = byLine.get(line) ?? new Set<string>();
    byLine.set(line, silenced);
    const listStart = match.index + all.length - list.length;
    for (const name of list.matchAll(/[^\s,]+/g)) {
      if (isAdjustable(name[0])) silenced.add(name[0]);
      else problems.push(unknownRule(name[0], listStart + name.index));
    }
  }
  return { byLine, problems };
}

/** Problems without those that comments silence. */
export function withoutIgnored(
  problems: readonly LocatedProblem[],
  { byLine }: IgnoreComments,
): readonly LocatedProblem[] {
  if (byLine.size === 0) return problems;
  return problems.filter(({ code, range }) => !byLine.get(range.start.line)?.has(code));
}

function silencedLine(lines: readonly string[], line: number): number {
  if (!blankOrComment.test(lines[line] ?? '')) return line;
  let next = line + 1;
  while (next < lines.length && blankOrComment.test(lines[next] ?? '')) next += 1;
  return next;
}

function unknownRule(name: string, start: number): OffsetProblem {
  const end = start + name.length;
  if (Object.hasOwn(rules, name)) {
    const message = `Rule \`${name}\` cannot be silenced: the text cannot be read.`;
    return offsetProblem('unknown-rule', message, start, end);
  }
  const meant = didYouMean(name, Object.keys(rules).filter(isAdjustable));
  const advice = meant === undefined ? 'docs/rules.md has them all.' : `did you mean \`${meant}\`?`;
  const found = offsetProblem(
    'unknown-rule',
    `There is no rule \`${name}\`: ${advice}`,
    start,
    end,
  );
  return meant === undefined ? found : { ...found, suggestion: meant };
}

/** True for an offset within a scalar: what looks like a comment there is text. */
function isInScalar(node: unknown, offset: number): boolean {
  if (isPair(node)) return isInScalar(node.key, offset) || isInScalar(node.value, offset);
  if (isAlias(node)) return false;
  if (isScalar(node)) {
    const [start, end] = node.range ?? [0, 0];
    return start <= offset && offset < end;
  }
  if (!isCollection(node)) return false;
  const [start = 0, , end = Infinity] = node.range ?? [];
  return start <= offset && offset < end && node.items.some((item) => isInScalar(item, offset));
}
