import type { LayerTimes } from '../../protocol/layersModel';
import { describePlace } from '../platform/describePlace';
import type { Platform } from '../platform/platform';
import { groupLabel, placeGroups, spread, type TimeGroup } from './placeGroups';
import type { TimeTable } from './timeTable';

/** Groups that one cell has room for. */
const mostGroups = 4;

/** A column of the layers panel: its heading, and the time of a layer in each group. */
export interface TimeColumn {
  readonly times: LayerTimes;
  readonly groups: readonly TimeGroup[];
  /** Seconds of a layer, an entry for each group. */
  readonly of: (layer: number) => number[];
}

/** Times of the analytical model, by groups of places that are alike. */
export function estimatedTimes(table: TimeTable, platform: Platform): TimeColumn {
  const groups = placeGroups(table);
  const describe = (place: number) => {
    const found = platform.places[place];
    return found ? describePlace(found) : '';
  };
  return column(table, spread(groups, mostGroups), groups.length, platform.name, describe);
}

/**
 * Times of a profile, in the groups of `estimated` where every one of their places was measured
 * (so that the two can be compared), else in groups of its own.
 */
export function measuredTimes(
  table: TimeTable,
  source: string,
  estimated: { readonly column: TimeColumn; readonly table: TimeTable } | null,
): { readonly column: TimeColumn; readonly comparable: boolean } {
  const shared = estimated && sameGroups(table, estimated.column, estimated.table);
  if (shared) {
    const { times } = estimated.column;
    const count = times.groups.length + times.hiddenGroups;
    const describe = (_place: number, group: number) => times.groups[group]?.description ?? '';
    return { column: column(table, shared, count, source, describe), comparable: true };
  }
  const groups = placeGroups(table);
  const own = column(table, spread(groups, mostGroups), groups.length, source, () => '');
  return { column: own, comparable: false };
}

/** The groups with the indices that their places have in another table; null where one is missing. */
function sameGroups(table: TimeTable, column: TimeColumn, from: TimeTable): TimeGroup[] | null {
  const indexOf = new Map(table.space.places.map((name, index) => [name, index]));
  const found: TimeGroup[] = [];
  for (const { places, fast } of column.groups) {
    const indices = places.flatMap((place) => indexOf.get(from.space.places[place] ?? '') ?? []);
    if (indices.length < places.length) return null;
    found.push({ places: indices, fast });
  }
  return found;
}

function column(
  table: TimeTable,
  groups: readonly TimeGroup[],
  count: number,
  source: string,
  describe: (place: number, group: number) => string,
): TimeColumn {
  const { places, layers } = table.space;
  const of = (layer: number) =>
    groups.map((group) => median(group.places.map((place) => table.seconds(layer, place))));
  const totals = groups.map(() => 0);
  for (let layer = 0; layer < layers.length; layer += 1) {
    for (const [group, seconds] of of(layer).entries()) {
      totals[group] = (totals[group] ?? 0) + seconds;
    }
  }
  const described = groups.map((group, index) => ({
    label: groupLabel(group.places.map((place) => places[place] ?? '')),
    fast: group.fast,
    description: describe(group.places[0] ?? 0, index),
    totalSeconds: totals[index] ?? 0,
  }));
  return {
    times: { source, groups: described, hiddenGroups: count - groups.length },
    groups,
    of,
  };
}

/** Places of a group are alike, but measurements of them are not. */
function median(values: number[]): number {
  if (values.length === 1) return values[0] ?? 0;
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
