import type { DataPath, Problem } from '../../protocol/problem';
import { problem, type RuleId } from '../core/rules';
import { expansionBounds } from './expansionBounds';

/** Thrown when a bound is hit: everything that follows would only repeat it. */
export class BoundHit extends Error {}

/** What was found wrong in an expansion; throws {@link BoundHit} where it has to end. */
export class ExpansionLog {
  readonly problems: Problem[] = [];

  report(code: RuleId, path: DataPath, message: string): void {
    this.add(problem(code, path, message));
  }

  add(found: Problem): void {
    this.problems.push(found);
    if (this.problems.length >= expansionBounds.problems) throw new BoundHit();
  }

  /** Ends the expansion of what is too large. */
  stop(path: DataPath, message: string): never {
    this.problems.push(problem('too-large', path, message));
    throw new BoundHit();
  }
}
