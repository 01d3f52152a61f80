import type { DataPath, Problem } from '../../../protocol/problem';
import { mostProblems } from '../../core/result';
import { namedPlaces, unknownPlace, type NamedPlace } from '../../platform/namedPlaces';
import type { ScenarioFile } from './scenarioSchema';

/** The word for every place in an entry of a list, unless a place is called so. */
export const everyPlace = { episodes: 'all', random: 'any' } as const;

/** Indices of the places that the entries of a scenario name, each in order and once. */
export interface ScenarioPlaces {
  readonly episodes: readonly (readonly number[])[];
  readonly random: readonly (readonly number[])[];
}

/** Finds the places of each entry. Adds a problem for each name that no place has; at most 100. */
export function scenarioPlaces(
  file: ScenarioFile,
  places: readonly NamedPlace[],
  problems: Problem[],
): ScenarioPlaces {
  const known = namedPlaces(places);
  const all = places.map((_, index) => index);
  // Entries that name the same share one list: a thousand of `all` on a thousand places are few.
  const lists = new Map<string, readonly number[]>();
  const find = (list: keyof ScenarioPlaces, entry: number, names: string | readonly string[]) => {
    const whole = everyPlace[list];
    const isList = typeof names !== 'string';
    const ofName = (name: string, path: DataPath): readonly number[] => {
      const found = known.get(name) ?? (name === whole ? all : undefined);
      if (found === undefined && problems.length < mostProblems) {
        problems.push(unknownPlace(name, path, [...known.keys(), whole]));
      }
      return found ?? [];
    };
    const path = [list, entry, 'place'];
    if (!isList) return ofName(names, path);
    const key = names.join(' ');
    const seen = lists.get(key);
    if (seen !== undefined) return seen;
    const found = names.flatMap((name, index) => ofName(name, [...path, index]));
    const sorted = [...new Set(found)].sort((a, b) => a - b);
    if (problems.length === 0) lists.set(key, sorted);
    return sorted;
  };
  return {
    episodes: (file.episodes ?? []).map(({ place }, index) => find('episodes', index, place)),
    random: (file.random ?? []).map(({ place = everyPlace.random }, index) =>
      find('random', index, place),
    ),
  };
}
