import type { Lookup } from './evaluateExpression';
import type { Value } from './expression';
import type { ReadingPlace } from './fieldReader';

/** One copy of a repeated layer: its name, and its `index`, `first` and `last` over the scope. */
export function copyPlace(place: ReadingPlace, index: number, count: number): ReadingPlace {
  const own = new Map<string, Value>([
    ['index', index],
    ['first', index === 0],
    ['last', index === count - 1],
  ]);
  const lookup: Lookup = (name) => own.get(name) ?? place.lookup(name);
  return { ...place, name: `${place.name}_${index + 1}`, lookup };
}
