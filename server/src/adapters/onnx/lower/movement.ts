import type { Shape } from '../../../../protocol/layersResult';
import { count, sameDims, type Feature } from './tensor';

/** How values come into the order of a feature's axes. */
export type Movement =
  | { readonly kind: 'shuffle'; readonly groups: number }
  | {
      readonly kind: 'transpose';
      /** How the source is seen first. */
      readonly shape: Shape;
      /** Axis of `shape` that each axis of the result is. */
      readonly order: Shape;
    };

/**
 * The operator that moves the values of a source of this shape into the order of the feature's axes;
 * undefined where more than three axes change places with each other.
 */
export function movementOf(feature: Feature, shape: Shape): Movement | undefined {
  const runs = runsOf(feature);
  const groups = shuffledGroups(runs, shape);
  if (groups !== undefined) return { kind: 'shuffle', groups };
  return asTranspose(axesOf(feature), shape) ?? asTranspose(runs);
}

/** Axes of a feature that are longer than 1, in the order of the result. */
interface Run {
  /** Which of them it is in the source. */
  readonly place: number;
  readonly length: number;
}

function axesOf({ base, order = base.map((_, i) => i) }: Feature): Run[] {
  const long = order.filter((axis) => base[axis] !== 1);
  const sorted = [...long].sort((a, b) => a - b);
  return long.map((axis) => ({ place: sorted.indexOf(axis), length: base[axis] ?? 1 }));
}

/** The axes, those that stay neighbours taken as one. */
function runsOf(feature: Feature): Run[] {
  const runs: { place: number; length: number }[] = [];
  let previous = -2;
  for (const { place, length } of axesOf(feature)) {
    const run = runs.at(-1);
    if (run && place === previous + 1) run.length *= length;
    else runs.push({ place, length });
    previous = place;
  }
  const places = runs.map(({ place }) => place).sort((a, b) => a - b);
  return runs.map(({ place, length }) => ({ place: places.indexOf(place), length }));
}

function inSource(runs: readonly Run[]): readonly number[] {
  return [...runs].sort((a, b) => a.place - b.place).map(({ length }) => length);
}

/** @param known the source's shape, which must be that of the runs. Default: a shape of the runs. */
function asTranspose(runs: readonly Run[], known?: Shape): Movement | undefined {
  const lengths = inSource(runs);
  const [a, b = 1, c = 1, ...more] = lengths;
  if (a === undefined || more.length > 0) return undefined;
  const shape: Shape = known ?? [a, b, c];
  const slots = shape.flatMap((d, axis) => (d === 1 ? [] : [axis]));
  if (!sameDims(slots.map((axis) => shape[axis] ?? 1), lengths)) return undefined; // prettier-ignore
  const order: [number, number, number] = [0, 1, 2];
  runs.forEach(({ place }, i) => (order[slots[i] ?? 0] = slots[place] ?? 0));
  return { kind: 'transpose', shape, order };
}

/**
 * Groups of a channel shuffle: the channels, seen as groups × members, change places while height
 * and width stay; undefined for any other movement.
 */
function shuffledGroups(runs: readonly Run[], shape: Shape): number | undefined {
  const [members, groups, map = { place: 2, length: 1 }, ...more] = runs;
  if (!members || !groups || more.length > 0) return undefined;
  if (members.place !== 1 || groups.place !== 0 || map.place !== 2) return undefined;
  const fits = members.length * groups.length === shape[0] && map.length === count(shape.slice(1));
  return fits ? groups.length : undefined;
}
