import type { Lowerer } from './lowerer';
import type { NodeView } from './nodeView';
import { count, dimsOf, transposed, type Feature } from './tensor';

/**
 * The same values in other dimensions, of which there must be as many. Axes that are split stay where
 * they are; values move only where axes that do not follow each other become one.
 */
export function seenAs(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  dims: readonly number[],
): Feature {
  const { source, base, order } = feature;
  if (!order) return { kind: 'feature', source, base: dims };
  if (count(dims) === 0) return { ...to.settle(view, feature), base: dims };
  const groups = groupsOf(dimsOf(feature), dims);
  const placed = placedGroups(feature, groups);
  const gathered = placed.flatMap(({ before }) => before.map((axis) => order[axis] ?? axis));
  const ones = base.flatMap((d, axis) => (d === 1 ? [axis] : []));
  const whole: Feature = { kind: 'feature', source, base };
  const settled = to.settle(view, transposed(whole, [...ones, ...gathered]));
  return regrouped(settled.source, placed, dims);
}

/** Axes before and after that hold the same values; those of length 1 are in no group. */
interface Group {
  readonly before: number[];
  readonly after: number[];
}

function groupsOf(before: readonly number[], after: readonly number[]): Group[] {
  const long = (dims: readonly number[]) => dims.flatMap((d, axis) => (d === 1 ? [] : [axis]));
  const [from, to] = [long(before), long(after)];
  const groups: Group[] = [];
  while (from.length > 0) {
    const group: Group = { before: from.splice(0, 1), after: to.splice(0, 1) };
    const size = (axes: readonly number[], dims: readonly number[]) =>
      count(axes.map((axis) => dims[axis] ?? 1));
    for (;;) {
      const [a, b] = [size(group.before, before), size(group.after, after)];
      if (a === b) break;
      const next = a < b ? from.shift() : to.shift();
      if (next === undefined) break;
      (a < b ? group.before : group.after).push(next);
    }
    groups.push(group);
  }
  return groups;
}

/** The groups in the order in which the source has the first axis of each. */
function placedGroups({ order }: Feature, groups: readonly Group[]): Group[] {
  const first = ({ before }: Group) => Math.min(...before.map((axis) => order?.[axis] ?? axis));
  return [...groups].sort((a, b) => first(a) - first(b));
}

/** A source that has its values group by group, with an axis of 1 in front if there is any. */
function regrouped(source: number, placed: readonly Group[], dims: readonly number[]): Feature {
  const long = placed.flatMap(({ after }) => after);
  const ones = dims.flatMap((d, axis) => (d === 1 ? [axis] : []));
  const axes = [...ones.slice(0, 1), ...long, ...ones.slice(1)];
  const base = axes.map((axis) => dims[axis] ?? 1);
  return transposed({ kind: 'feature', source, base }, dims.map((_, axis) => axes.indexOf(axis))); // prettier-ignore
}
