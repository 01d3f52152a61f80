import type { Lowerer } from './lowerer';
import type { NodeView } from './nodeView';
import { count, dimsOf, isPlain, sameDims, type Feature } from './tensor';

/**
 * The feature with an axis as its channels. Where it is another axis, the values are arranged anew:
 * as many of them, which is what counts for a pipeline, though not each in its place.
 */
export function alongChannels(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  axis: number,
): Feature {
  const { source, base, order } = feature;
  if ((order?.[axis] ?? axis) === 1 && isPlain(base, to.shape(source))) return feature;
  const settled = to.settle(view, feature);
  if (axis === 1 && settled.base[0] === 1) return to.plain(view, settled);
  const size = settled.base[axis] ?? 1;
  const front = { ...settled, base: [1, size, count(settled.base) / size] };
  return { ...front, source: to.materialize(view, front) };
}

/** What is left of a feature of dimensions `dims` when an axis of it becomes `size` long. */
export function resized(
  feature: Feature,
  dims: readonly number[],
  axis: number,
  size: number,
): Feature {
  const { source, base, order } = feature;
  const inBase = order?.[axis] ?? axis;
  if (sameDims(dimsOf(feature), dims)) {
    return { kind: 'feature', source, base: base.map((d, i) => (i === inBase ? size : d)), ...(order && { order }) }; // prettier-ignore
  }
  return { kind: 'feature', source, base: dims.map((d, i) => (i === axis ? size : d)) };
}
