import { isScalar, isSeq } from 'yaml';
import type { Analysis } from '../analysis';
import type { LocatedProblem } from '../locatedProblem';
import { findPlace, offsetsOf, type Offsets } from '../yamlTree';
import { addMissingKeys } from './addMissingKeys';
import type { OffsetEdit } from './offsetEdit';
import { removeEntry, removePairAt, removeParameter } from './removals';

/** A way to mend a problem. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly OffsetEdit[];
  /** True where it is most likely what is meant. */
  readonly preferred: boolean;
}

/** Every way to mend a problem that needs no thought. */
export function quickFixes(analysis: Analysis, problem: LocatedProblem): QuickFix[] {
  const suggestion = suggestionFix(analysis, problem);
  return [...(suggestion === null ? [] : [suggestion]), ...otherFixes(analysis, problem)];
}

/** Writes what a problem suggests in place of what stands there; null for no suggestion. */
export function suggestionFix(analysis: Analysis, problem: LocatedProblem): QuickFix | null {
  const { suggestion, code } = problem;
  const offsets = suggestion === undefined ? null : offsetsToReplace(analysis, problem);
  if (suggestion === undefined || offsets === null) return null;
  const [start, end] = offsets;
  const isMigration = code === 'later-format';
  return {
    title: isMigration ? `Set \`format: ${suggestion}\`` : `Change to \`${suggestion}\``,
    edits: [{ start, end, text: suggestion }],
    // What a later version can say may be lost: that is for a person to decide.
    preferred: !isMigration,
  };
}

/** The scalar, or list in brackets, that a suggestion replaces: not what is only underlined in its place. */
function offsetsToReplace({ file }: Analysis, { path, on, range }: LocatedProblem): Offsets | null {
  if (path.length === 0) return [file.offsetAt(range.start), file.offsetAt(range.end)];
  const place = findPlace(file.root, path, new Map());
  const node = on === 'key' ? place.pair?.key : place.node;
  const isWhole = isScalar(node) || (isSeq(node) && node.flow === true);
  return place.exact && isWhole ? offsetsOf(node) : null;
}

function otherFixes(analysis: Analysis, problem: LocatedProblem): QuickFix[] {
  const { code, path, missing = [] } = problem;
  const name = String(path.at(-1));
  switch (code) {
    case 'missing-key':
    case 'missing-parameter': {
      const keys = missing.map((key) => `\`${key}\``).join(', ');
      return fix(`Add ${keys}`, addMissingKeys(analysis, problem), true);
    }
    case 'conflicting-keys':
    case 'unknown-key':
    case 'unknown-parameter':
      return fix(`Remove \`${name}\``, one(removeEntry(analysis, path)), false);
    case 'unused-constant':
    case 'unused-template':
    case 'unused-memory':
      return fix(`Remove \`${name}\``, one(removeEntry(analysis, path)), true);
    case 'unused-parameter':
      return fix(`Remove \`${name}\``, removeParameter(analysis, String(path[1]), name), true);
    case 'duplicate-key': {
      const start = analysis.file.offsetAt(problem.range.start);
      return fix(
        'Remove the second of the two',
        one(removePairAt(analysis, [start, start])),
        false,
      );
    }
    default:
      return [];
  }
}

function one(edit: OffsetEdit | null): OffsetEdit[] | null {
  return edit === null ? null : [edit];
}

function fix(title: string, edits: OffsetEdit[] | null, preferred: boolean): QuickFix[] {
  return edits === null || edits.length === 0 ? [] : [{ title, edits, preferred }];
}
