import type { Problem } from '../../protocol/problem';
import { describeValue } from '../core/describeValue';
import { didYouMean } from '../core/didYouMean';
import { duplicateNames } from '../core/duplicateNames';
import { laterFormat } from '../core/formatVersion';
import { fail, succeed, type Result } from '../core/result';
import { problem } from '../core/rules';
import { matches, validate } from '../core/validate';
import { memoryProblems } from './memoryProblems';
import { profileLinks } from './profileLinks';
import { profileSchema, type ProfileFile } from './profileSchema';
import { sizeProblems } from './sizeProblems';
import { createTimeTable, type TimeTable } from './timeTable';

/** A profile: times of a network on a platform, with the names of both. */
export interface ProfileTable {
  readonly network: string;
  readonly platform: string;
  readonly table: TimeTable;
}

/**
 * Judges the parsed text of a `*.profile.json`. Without `cutBytes` or `linkBytesPerSecond` transfers
 * take no time; without `memoryBytes` there is no memory limit; without `weights` a layer's hint is
 * its mean time over the places.
 */
export function readProfile(data: unknown): Result<ProfileTable> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  if (!matches(profileSchema, data)) return fail(validate(profileSchema, data).map(asTime));
  const problems: Problem[] = [
    ...unknownKeys(data),
    ...sizeProblems(data),
    ...duplicateNames(data.layers, 'layers', (index) => ['layers', index]),
    ...duplicateNames(data.executionPlaces, 'places', (index) => ['executionPlaces', index]),
  ];
  const placeCount = data.executionPlaces.length;
  const secondsPerByte = profileLinks(data.linkBytesPerSecond, placeCount, problems);
  if (hasErrors(problems)) return fail(problems);

  const { layers, executionPlaces: places } = data;
  const weightBytes = Float64Array.from(data.weightBytes ?? layers.map(() => 0));
  const memoryBytes = Float64Array.from(places, (_, p) => data.memoryBytes?.[p] ?? Infinity);
  problems.push(
    ...memoryProblems(layers, weightBytes, memoryBytes, {
      layer: (layer) => ['weightBytes', layer],
      network: ['memoryBytes'],
    }),
  );
  if (hasErrors(problems)) return fail(problems);

  const table = createTimeTable({
    layers,
    places,
    seconds: Float64Array.from(data.seconds.flat()),
    hints: Float64Array.from(data.weights ?? data.seconds.map(mean)),
    cutBytes: data.cutBytes
      ? Float64Array.from(data.cutBytes)
      : new Float64Array(layers.length + 1),
    linkLatencySeconds: new Float64Array(placeCount * placeCount),
    linkSecondsPerByte: secondsPerByte,
    overlapped: data.transfers !== 'blocking',
    weightBytes,
    memoryBytes,
  });
  return succeed({ network: data.network, platform: data.platform, table }, problems);
}

const hasErrors = (problems: readonly Problem[]) => problems.some((p) => p.severity === 'error');

/** A wrong entry of the matrix of times has a rule of its own. */
function asTime(found: Problem): Problem {
  const isTime = found.path[0] === 'seconds' && found.path.length === 3;
  return isTime ? problem('bad-time', found.path, found.message) : found;
}

/** A misspelt key would be ignored unseen. Others may be notes of whoever wrote the file. */
function unknownKeys(data: ProfileFile): Problem[] {
  const known = Object.keys(profileSchema.properties);
  return Object.keys(data).flatMap((key) => {
    if (known.includes(key)) return [];
    const missing = known.filter((name) => !Object.hasOwn(data, name));
    const meant = didYouMean(key, missing);
    const message = `Unknown key ${describeValue(key)}`;
    return meant === undefined
      ? [
          problem('unknown-key', [key], `${message} is ignored.`, {
            on: 'key',
            severity: 'warning',
          }),
        ]
      : [
          problem('unknown-key', [key], `${message}: did you mean \`${meant}\`?`, {
            on: 'key',
            suggestion: meant,
          }),
        ];
  });
}

function mean(row: readonly number[]): number {
  return row.reduce((sum, value) => sum + value / row.length, 0);
}
