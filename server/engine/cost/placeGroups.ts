import type { TimeTable } from './timeTable';

/** Places on which every layer takes the same time: links and memories do not tell them apart. */
export interface TimeGroup {
  /** Indices of places, the first by rank first. */
  readonly places: readonly number[];
  readonly fast: boolean;
}

/** Groups of a table's places, the fastest first. */
export function placeGroups(table: TimeTable): TimeGroup[] {
  const { space, secondsBefore } = table;
  const row = space.layers.length + 1;
  const groups: { places: number[]; fast: boolean }[] = [];
  const byTotal = new Map<number, typeof groups>();
  for (const place of space.rank) {
    const total = secondsBefore[place * row + row - 1] ?? 0;
    const alike = byTotal.get(total) ?? [];
    const known = alike.find((group) => sameTimes(secondsBefore, row, group.places[0] ?? 0, place));
    if (known) {
      known.places.push(place);
      continue;
    }
    const group = { places: [place], fast: space.fast[place] === 1 };
    groups.push(group);
    byTotal.set(total, [...alike, group]);
  }
  return groups;
}

function sameTimes(secondsBefore: Float64Array, row: number, a: number, b: number): boolean {
  for (let k = 0; k < row; k += 1) {
    if (secondsBefore[a * row + k] !== secondsBefore[b * row + k]) return false;
  }
  return true;
}

/** At most `most` of the values, evenly over their order, the first and the last always among them. */
export function spread<T>(values: readonly T[], most: number): T[] {
  if (values.length <= most) return [...values];
  const step = (values.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, k) => values.slice(Math.round(k * step))[0]).filter(
    (value) => value !== undefined,
  );
}

/** Names as one short label: `fep0`, `fep ×4` where they differ in a number, `big +2` otherwise. */
export function groupLabel(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return first;
  const stem = first.replace(/\d+$/, '');
  const alike = stem !== '' && names.every((name) => name.replace(/\d+$/, '') === stem);
  return alike ? `${stem} ×${names.length}` : `${first} +${names.length - 1}`;
}
