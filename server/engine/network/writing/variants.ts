import type { Structure } from './segments';

/** Most layers that a copy of a template may leave out. */
export const mostLeftOut = 3;

/**
 * Which layers of `full` are present in `part`, if `part` is `full` with a few layers left out: what
 * read such a layer then reads one of its inputs. Undefined where it is not.
 */
export function presentLayers(full: Structure, part: Structure): readonly boolean[] | undefined {
  const toLeaveOut = full.kinds.length - part.kinds.length;
  if (toLeaveOut < 0 || toLeaveOut > mostLeftOut) return undefined;
  return search(full, part, []);
}

/** `places[i]`: the place in `part` of what layer i of `full` gives, −1 for what flows in. */
function search(
  full: Structure,
  part: Structure,
  places: readonly number[],
  present: readonly boolean[] = [],
): readonly boolean[] | undefined {
  const at = places.length;
  const used = present.filter(Boolean).length;
  const left = full.kinds.length - part.kinds.length - (at - used);
  if (at === full.kinds.length) {
    return used === part.kinds.length && places[at - 1] === used - 1 ? present : undefined;
  }
  const refs = (full.refs[at] ?? []).map((ref) => (ref < 0 ? -1 : (places[ref] ?? -1)));
  const wanted = part.refs[used];
  const matches =
    used < part.kinds.length &&
    full.kinds[at] === part.kinds[used] &&
    wanted?.length === refs.length &&
    refs.every((ref, i) => ref === wanted[i]);
  if (matches) {
    const found = search(full, part, [...places, used], [...present, true]);
    if (found) return found;
  }
  if (left <= 0) return undefined;
  for (const ref of new Set(refs)) {
    const found = search(full, part, [...places, ref], [...present, false]);
    if (found) return found;
  }
  return undefined;
}
