import type { ComparisonResult } from '../../../protocol/comparisonResult';
import type { Problem } from '../../../protocol/problem';
import { laterFormat } from '../../core/formatVersion';
import { fail, succeed, type Result } from '../../core/result';
import { problem } from '../../core/rules';
import { validate } from '../../core/validate';
import { comparisonSchema } from './comparisonSchema';

/** A parsed `*.comparison.json` as a comparison that can be drawn, or what is wrong with it. */
export function readComparison(data: unknown): Result<ComparisonResult> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  const problems = validate(comparisonSchema, data);
  if (!isComparison(data, problems)) return fail(problems);
  const found = wrongSizes(data);
  return found.length > 0 ? fail(found) : succeed(data);
}

/** The schema accepted it, so it has the type that the schema describes. */
function isComparison(data: unknown, problems: readonly Problem[]): data is ComparisonResult {
  return problems.length === 0 && data !== undefined;
}

/** Curves have an entry for each place of their axis. */
function wrongSizes({ axes, explorers }: ComparisonResult): Problem[] {
  return explorers.flatMap((explorer, index) =>
    ([['byTrials', axes.trials], ['bySeconds', axes.seconds]] as const).flatMap(([key, places]) =>
      (['lowerQuartile', 'median', 'upperQuartile'] as const).flatMap((row) => {
        const { length } = explorer[key][row];
        if (length === places.length) return [];
        const message = `${row} has ${length} entries for ${places.length} places of its axis`;
        return [problem('wrong-size', ['explorers', index, key, row], message)];
      }),
    ),
  ); // prettier-ignore
}
