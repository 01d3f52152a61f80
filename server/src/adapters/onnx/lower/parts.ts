import type { Shape } from '../../../../protocol/layersResult';
import { slicePlaces } from './constantLayout';
import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import { count, dimsOf, isPlain, sameDims, type Feature } from './tensor';

/**
 * The feature with an axis as its channels. Where it is another axis, the values are arranged anew:
 * as many of them, which is what counts for a pipeline, though not each in its place.
 */
function alongChannels(view: NodeView, to: Lowerer, feature: Feature, axis: number): Feature {
  const { source, base, order } = feature;
  if ((order?.[axis] ?? axis) === 1 && isPlain(base, to.shape(source))) return feature;
  const settled = to.settle(view, feature);
  if (axis === 1 && settled.base[0] === 1) return to.plain(view, settled);
  const size = settled.base[axis] ?? 1;
  const front = { ...settled, base: [1, size, count(settled.base) / size] };
  return { ...front, source: to.materialize(view, front) };
}

/** What is left of a feature of dimensions `dims` when an axis of it becomes `size` long. */
function resized(feature: Feature, dims: readonly number[], axis: number, size: number): Feature {
  const { source, base, order } = feature;
  const inBase = order?.[axis] ?? axis;
  if (sameDims(dimsOf(feature), dims)) {
    return { kind: 'feature', source, base: base.map((d, i) => (i === inBase ? size : d)), ...(order && { order }) }; // prettier-ignore
  }
  return { kind: 'feature', source, base: dims.map((d, i) => (i === axis ? size : d)) };
}

const concat: Lowering = (view, to) => {
  const features = view.features();
  const [first] = features;
  if (!first) throw view.error('onnx-malformed', 'nothing to join');
  const dims = dimsOf(first);
  const axis = view.axis(view.number('axis', 1), dims.length);
  const others = (list: readonly number[]) => list.map((d, i) => (i === axis ? 0 : d));
  for (const feature of features) {
    if (sameDims(others(dimsOf(feature)), others(dims))) continue;
    throw view.error('shape-mismatch', `[${dims}] and [${dimsOf(feature)}] cannot be joined`);
  }
  const total = features.reduce((sum, feature) => sum + (dimsOf(feature)[axis] ?? 0), 0);
  if (features.length === 1) return first;
  const alike = features.every((feature) => sameDims(feature.order, first.order));
  const settled = alike ? features : features.map((feature) => to.settle(view, feature));
  const parts = settled.map((feature) => alongChannels(view, to, feature, axis));
  const made = to.emit(view, 'concat', parts.map((part) => part.source)); // prettier-ignore
  const [front = first] = parts;
  return resized({ ...front, source: made }, dims, axis, total);
};

/** Channels that a step along an axis is, where nothing but axes of length 1 is before it. */
function channelsOfStep({ base, order }: Feature, axis: number, [channels]: Shape) {
  const own = order?.[axis] ?? axis;
  const size = base[own] ?? 1;
  const isOutermost = base.slice(0, own).every((d) => d === 1);
  return isOutermost && channels % size === 0 ? channels / size : undefined;
}

/** A range of an axis. */
function range(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  part: { axis: number; start: number; end: number },
): Feature {
  const dims = dimsOf(feature);
  const { axis, start, end } = part;
  const step = channelsOfStep(feature, axis, to.shape(feature.source));
  if (step !== undefined) {
    const fields = { start: start * step, end: end * step };
    const source = to.emit(view, 'slice', [feature.source], fields);
    return resized({ ...feature, source }, dims, axis, end - start);
  }
  const front = alongChannels(view, to, feature, axis);
  const made = to.emit(view, 'slice', [front.source], { start, end });
  return resized({ ...front, source: made }, dims, axis, end - start);
}

/** Every `step`th row or column: what a pool with a window of 1 reads. */
function strided(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  axis: number,
  places: readonly number[],
): Feature {
  const dims = dimsOf(feature);
  const step = (places[1] ?? 1) - (places[0] ?? 0);
  if (dims.length !== 4 || axis < 2 || step < 1) {
    throw view.unsupported(`a slice with a step of ${step} along axis ${axis}`);
  }
  const stride = axis === 2 ? [step, 1] : [1, step];
  const source = to.materialize(view, feature);
  const made = to.emit(view, 'max_pool', [source], { kernel: 1, stride });
  const base = [1, ...to.shape(made)];
  if (base[axis] === places.length) return { kind: 'feature', source: made, base };
  throw view.unsupported(`a slice that begins at ${places[0] ?? 0} with a step of ${step}`);
}

const slice: Lowering = (view, to) => {
  const starts = view.given('starts', 1) ?? [];
  const ends = view.given('ends', 2) ?? [];
  const axes = view.given('axes', 3) ?? starts.map((_, i) => i);
  const steps = view.given('steps', 4) ?? starts.map(() => 1);
  let feature = view.feature();
  axes.forEach((given, i) => {
    const dims = dimsOf(feature);
    const axis = view.axis(given, dims.length);
    const size = dims[axis] ?? 1;
    const places = slicePlaces(
      Math.min(size, 1_000_000),
      starts[i] ?? 0,
      ends[i] ?? 0,
      steps[i] ?? 1,
    );
    const [start] = places;
    if (start === undefined) throw view.error('shape-mismatch', `nothing is left of axis ${axis}`);
    if (places.length === size && (steps[i] ?? 1) > 0) return;
    feature =
      (steps[i] ?? 1) === 1
        ? range(view, to, feature, { axis, start, end: start + places.length })
        : strided(view, to, feature, axis, places);
  });
  return feature;
};

const split: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const axis = view.axis(view.number('axis', 0), dims.length);
  const size = dims[axis] ?? 1;
  const parts = view.node.outputs.length;
  const even = Math.ceil(size / parts);
  const sizes =
    view.given('split', 1) ??
    Array.from({ length: parts }, (_, i) => Math.min(even, size - i * even));
  if (
    sizes.reduce((sum, part) => sum + part, 0) !== size ||
    sizes.length !== parts ||
    sizes.some((part) => part < 1)
  ) {
    throw view.error('shape-mismatch', `${size} places cannot be split into [${sizes}]`);
  }
  let start = 0;
  return sizes.map((part) => {
    start += part;
    return parts === 1
      ? feature
      : range(view, to, feature, { axis, start: start - part, end: start });
  });
};

/** Operators that join features or take parts of them. */
export const parts: Lowerings = { Concat: concat, Slice: slice, Split: split };
