import type { Problem } from '../../protocol/problem';
import { problem, type RuleId } from '../../engine/core/rules';

/** A problem with its place as offsets into the text: first unit, and the unit after the last. */
export interface OffsetProblem extends Omit<Problem, 'related'> {
  readonly start: number;
  readonly end: number;
}

/** A problem of the text itself, which has no path into the data. */
export function offsetProblem(
  code: RuleId,
  message: string,
  start: number,
  end: number,
): OffsetProblem {
  return { ...problem(code, [], message), start, end };
}
