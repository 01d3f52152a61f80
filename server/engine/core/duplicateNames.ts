import type { DataPath, Problem } from '../../protocol/problem';
import { describeValue } from './describeValue';
import { mostProblems } from './result';
import { problem } from './rules';

/** A problem for each name that stood before, pointing to the first one; at most 100. */
export function duplicateNames(
  names: readonly string[],
  what: string,
  pathOf: (index: number) => DataPath,
): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  names.forEach((name, index) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return;
    }
    if (problems.length >= mostProblems) return;
    const related = [{ path: pathOf(before), message: 'The first one.' }];
    const message = `Two ${what} have the name ${describeValue(name)}.`;
    problems.push(problem('duplicate-name', pathOf(index), message, { related }));
  });
  return problems;
}
