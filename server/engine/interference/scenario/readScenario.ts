import type { Problem } from '../../../protocol/problem';
import { laterFormat } from '../../core/formatVersion';
import { createRandom } from '../../core/random';
import { fail, resultOf, succeed, type Result } from '../../core/result';
import { matches, validate } from '../../core/validate';
import type { NamedPlace } from '../../platform/namedPlaces';
import type { Episode, Scenario } from '../scenario';
import { drawnEpisodes, entryEpisodes, type Unnumbered } from './entryEpisodes';
import { mergeInOrder } from './mergeInOrder';
import { scenarioPlaces } from './scenarioPlaces';
import { scenarioProblems } from './scenarioProblems';
import { scenarioSchema, type ScenarioFile } from './scenarioSchema';

/** Judges a parsed scenario for itself: names of places are not looked up. */
export function readScenarioFile(data: unknown): Result<ScenarioFile> {
  const later = laterFormat(data);
  if (later !== null) return fail([later]);
  if (!matches(scenarioSchema, data)) return fail(validate(scenarioSchema, data));
  return resultOf(data, scenarioProblems(data));
}

/**
 * Judges a parsed scenario and finds its places among those of a platform: `Platform` fits, and so does a
 * list of names (for a profile, a place's `group` is its name).
 */
export function readScenario(
  data: unknown,
  { places }: { readonly places: readonly NamedPlace[] },
): Result<Scenario> {
  const file = readScenarioFile(data);
  return file.ok ? scenarioOn(file, places) : file;
}

function scenarioOn(
  { value: file, problems: known }: { value: ScenarioFile; problems: readonly Problem[] },
  places: readonly NamedPlace[],
): Result<Scenario> {
  const problems: Problem[] = [];
  const placed = scenarioPlaces(file, places, problems);
  if (problems.length > 0) return fail([...known, ...problems]);
  const axis = file.unit ?? 'queries';
  const seed = file.seed ?? 1;
  const sources = () => [
    ...(file.episodes ?? []).map((entry, index) =>
      entryEpisodes(entry, placed.episodes[index] ?? []),
    ),
    ...(file.random ?? []).map((entry, index) =>
      // Each entry draws numbers of its own, so that the others keep theirs when one is added.
      drawnEpisodes(entry, placed.random[index] ?? [], axis === 'queries', createRandom(seed + index * seedStep)),
    ),
  ]; // prettier-ignore
  const scenario: Scenario = {
    name: file.interference,
    axis,
    episodes: () => ({ [Symbol.iterator]: () => numbered(mergeInOrder(sources(), isBefore)) }),
  };
  return succeed(scenario, known);
}

/** Odd and far from small seeds. */
const seedStep = 0x9e3779b1;

function isBefore(a: Unnumbered, b: Unnumbered): boolean {
  return a.from < b.from || (a.from === b.from && a.place < b.place);
}

function* numbered(episodes: Iterable<Unnumbered>): Generator<Episode, undefined> {
  let index = 0;
  for (const { place, name, slowdown, from, to } of episodes) {
    yield { index, place, name, slowdown, from, to };
    index += 1;
  }
}
