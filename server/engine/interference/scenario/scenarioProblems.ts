import type { DataPath, Problem } from '../../../protocol/problem';
import { describeValue } from '../../core/describeValue';
import { mostProblems } from '../../core/result';
import { problem } from '../../core/rules';
import { overlapProblems } from './overlapProblems';
import type { EpisodeEntry, RandomEntry, ScenarioFile } from './scenarioSchema';

type Entry = EpisodeEntry | RandomEntry;

/** What a schema cannot say of a scenario: keys that fit together, intervals that hold something. */
export function scenarioProblems(file: ScenarioFile): Problem[] {
  const problems: Problem[] = [];
  if (file.episodes === undefined && file.random === undefined) {
    const message =
      '`episodes` is missing: what slows which place. An empty list is a quiet system.';
    problems.push(problem('missing-key', [], message, { missing: ['episodes'] }));
  }
  const inQueries = file.unit !== 'seconds';
  const judge = (entry: Entry, path: DataPath, own: Problem[]) => {
    const found = [...(inQueries ? fractions(entry, path) : []), ...shared(entry, path), ...own];
    for (const one of found) if (problems.length < mostProblems) problems.push(one);
  };
  file.episodes?.forEach((entry, index) => {
    const path = ['episodes', index];
    judge(entry, path, ofEpisode(entry, path));
  });
  file.random?.forEach((entry, index) => {
    const path = ['random', index];
    judge(entry, path, ofRandom(entry, path));
  });
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  return [...problems, ...overlapProblems(file.episodes ?? [])];
}

function shared(entry: Entry, path: DataPath): Problem[] {
  const { from = 0, until } = entry;
  const problems = conflict(entry, path, 'stress', 'slowdown');
  problems.push(...conflict(entry, path, 'repeat', 'until'));
  if (until !== undefined && until <= from) {
    const message = `Never begins: \`until\` (${until}) is not beyond \`from\` (${from}).`;
    problems.push(problem('without-effect', [...path, 'until'], message));
  }
  if (mostFactor(entry.slowdown) === 1) {
    const message = 'Slows nothing: a factor of 1 leaves times as they are.';
    problems.push(problem('without-effect', [...path, 'slowdown'], message));
  }
  return problems;
}

function ofEpisode(entry: EpisodeEntry, path: DataPath): Problem[] {
  const { from = 0, to, duration, period } = entry;
  const problems = conflict(entry, path, 'to', 'duration');
  if (entry.stress === undefined && entry.slowdown === undefined) {
    problems.push(lacks(path, 'stress', 'Neither `stress` nor `slowdown` says how much it slows.'));
  }
  if (to !== undefined && to <= from) {
    const message = `Ends before it begins: \`to\` (${to}) is not beyond \`from\` (${from}).`;
    problems.push(problem('empty-interval', [...path, 'to'], message));
  }
  for (const key of ['repeat', 'until'] as const) {
    if (entry[key] === undefined || period !== undefined) continue;
    problems.push(lacks(path, 'period', `\`${key}\` needs a \`period\`, from one beginning to the next.`));
  }
  if (period === undefined) return problems;
  const lasts = duration ?? (to === undefined ? undefined : to - from);
  if (lasts === undefined) {
    problems.push(lacks(path, 'duration', 'What is periodic must end: `duration` is missing.'));
  } else if (lasts > period) {
    const message = `Lasts ${lasts}, longer than its period of ${period}: it would slow its place twice at once.`;
    const suggestion = String(lasts);
    problems.push(problem('period-too-short', [...path, 'period'], message, { suggestion }));
  }
  return problems;
} // prettier-ignore

function ofRandom(entry: RandomEntry, path: DataPath): Problem[] {
  const { slowdown, period, duration } = entry;
  const byKind = typeof slowdown === 'object' && !Array.isArray(slowdown);
  const ranges: (readonly [unknown, DataPath])[] = [
    [period, [...path, 'period']],
    [duration, [...path, 'duration']],
    [byKind ? null : slowdown, [...path, 'slowdown']],
    [byKind ? slowdown.compute : null, [...path, 'slowdown', 'compute']],
    [byKind ? slowdown.memory : null, [...path, 'slowdown', 'memory']],
  ];
  return ranges.flatMap(([range, at]) => {
    if (!Array.isArray(range)) return [];
    const [least, most]: readonly unknown[] = range;
    if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return [];
    const message = `Holds nothing: ${least} is more than ${most}. Write [least, most].`;
    return [problem('empty-interval', at, message, { suggestion: `[${most}, ${least}]` })];
  });
}

/** Where queries are counted, there are no parts of one. */
function fractions(entry: Entry, path: DataPath): Problem[] {
  const values: Readonly<Record<string, unknown>> = entry;
  return ['from', 'to', 'until', 'duration', 'period'].flatMap((key) => {
    const value = values[key];
    const isWhole = (Array.isArray(value) ? value : [value]).every(
      (one) => one === undefined || Number.isInteger(one),
    );
    if (isWhole) return [];
    const message = `\`${key}\` must be whole where \`unit\` is queries, not ${describeValue(value)}.`;
    return [problem('wrong-type', [...path, key], message)];
  });
}

function conflict(entry: Entry, path: DataPath, first: string, second: string): Problem[] {
  if (!Object.hasOwn(entry, first) || !Object.hasOwn(entry, second)) return [];
  const message = `\`${first}\` and \`${second}\` exclude each other: keep one of them.`;
  const related = [{ path: [...path, first], message: 'The other one.' }];
  return [problem('conflicting-keys', [...path, second], message, { on: 'key', related })];
}

function lacks(path: DataPath, key: string, message: string): Problem {
  return problem('missing-key', path, message, { missing: [key] });
}

/** The largest factor that a slowdown can give; undefined for none. */
function mostFactor(slowdown: Entry['slowdown']): number | undefined {
  if (slowdown === undefined) return undefined;
  if (typeof slowdown === 'number') return slowdown;
  if (Array.isArray(slowdown)) return Math.max(...slowdown);
  return Math.max(...[slowdown.compute, slowdown.memory].flat());
}
