import type { DataPath, Problem } from '../../protocol/problem';
import { describeValue } from '../core/describeValue';
import { didYouMean, orNames } from '../core/didYouMean';
import { problem } from '../core/rules';
import type { ExecutionPlace } from './platform';

/** What names of places are made of: its own, and the one that it shares with its equals. */
export type NamedPlace = Pick<ExecutionPlace, 'name' | 'group'>;

/** Indices of the places that each name stands for: one place, or a group. */
export function namedPlaces(places: readonly NamedPlace[]): Map<string, readonly number[]> {
  const indices = new Map<string, number[]>();
  places.forEach(({ group }, index) => {
    const members = indices.get(group);
    if (members === undefined) indices.set(group, [index]);
    else members.push(index);
  });
  places.forEach(({ name }, index) => indices.set(name, [index]));
  return indices;
}

/** The problem of a name that none of the known places has. */
export function unknownPlace(name: string, path: DataPath, known: readonly string[]): Problem {
  const meant = didYouMean(name, known);
  const message = `There is no execution place ${describeValue(name)}: ${orNames(name, known)}`;
  return problem('unknown-place', path, message, meant === undefined ? {} : { suggestion: meant });
}
