import { axisNames } from '../../../../engine/network/axes';
import type { Shape } from '../../../../protocol/layersResult';
import { alongChannels, resized } from './alongChannels';
import { concat } from './concat';
import { slicePlaces } from './constantLayout';
import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import { seenAs } from './seenAs';
import { dimsOf, sourceAxis, type Feature } from './tensor';

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
  const own = sourceAxis(feature, axis, to.shape(feature.source));
  if (own !== undefined) {
    const source = to.emit(view, 'slice', [feature.source], { start, end, axis: axisNames[own] });
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

/** Places along an axis that follow each other; a single place without the axis. */
const gather: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const axis = view.axis(view.number('axis', 0), dims.length);
  const { values, dims: kept } = view.constant(1);
  const size = dims[axis] ?? 1;
  const places = values?.map((i) => (i < 0 ? i + size : i)) ?? [];
  const [start = -1] = places;
  if (start < 0 || kept.length > 1 || !places.every((place, i) => place === start + i)) {
    throw view.unsupported('places that do not follow each other, or are not known');
  }
  const end = start + places.length;
  if (end > size) throw view.error('shape-mismatch', `axis ${axis} has ${size} places`);
  const taken = places.length === size ? feature : range(view, to, feature, { axis, start, end });
  return kept.length === 1 ? taken : seenAs(view, to, taken, dims.filter((_, i) => i !== axis)); // prettier-ignore
};

/** An operator of old Core ML converters: what is cut off at the left, the top, the right, the bottom. */
const crop: Lowering = (view, to) => {
  const [left = 0, top = 0, right = 0, bottom = 0] = view.numbers('border') ?? [];
  const borders = [[2, top, bottom], [3, left, right]] as const; // prettier-ignore
  return borders.reduce((feature, [given, before, after]) => {
    const dims = dimsOf(feature);
    const axis = view.axis(given, dims.length);
    const end = (dims[axis] ?? 0) - after;
    if (before < 0 || after < 0 || end <= before) throw view.error('shape-mismatch', `nothing is left of axis ${axis}`); // prettier-ignore
    return before + after === 0 ? feature : range(view, to, feature, { axis, start: before, end });
  }, view.feature());
};

/** Operators that join features or take parts of them. */
export const parts: Lowerings = {
  Concat: concat,
  Slice: slice,
  Split: split,
  Gather: gather,
  Crop: crop,
};
