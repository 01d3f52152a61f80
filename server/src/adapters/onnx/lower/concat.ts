import { alongChannels, resized } from './alongChannels';
import type { Lowerer } from './lowerer';
import type { Lowering } from './lowering';
import type { NodeView } from './nodeView';
import { dimsOf, isPlain, sameDims, type Feature } from './tensor';

/** A feature that is joined, with the lengths of the constants that lie before and after it. */
interface Joined {
  readonly feature: Feature;
  readonly before: number;
  after: number;
}

/** Joins features along an axis; constants among them are a border of the feature beside them. */
export const concat: Lowering = (view, to) => {
  const first = view.inputs.find((input) => input?.kind === 'feature') ?? view.feature();
  const dims = dimsOf(first);
  const axis = view.axis(view.number('axis', 1), dims.length);
  const joined = joinedParts(view, dims, axis);
  const features = joined.map((part) => bordered(view, to, part, axis));
  const total = features.reduce((sum, feature) => sum + (dimsOf(feature)[axis] ?? 0), 0);
  const [only, ...more] = features;
  if (!only || more.length === 0) return only ?? first;
  const alike = features.every((feature) => sameDims(feature.order, only.order));
  const settled = alike ? features : features.map((feature) => to.settle(view, feature));
  const parts = settled.map((feature) => alongChannels(view, to, feature, axis));
  const made = to.emit(view, 'concat', parts.map((part) => part.source)); // prettier-ignore
  const [front = only] = parts;
  return resized({ ...front, source: made }, dims, axis, total);
};

function joinedParts(view: NodeView, dims: readonly number[], axis: number): Joined[] {
  const others = (list: readonly number[]) => list.map((d, i) => (i === axis ? 0 : d));
  const joined: Joined[] = [];
  let leading = 0;
  view.inputs.forEach((input, index) => {
    if (!input) throw view.error('onnx-malformed', `input ${index + 1} is missing`);
    const own = dimsOf(input);
    if (!sameDims(others(own), others(dims))) {
      throw view.error('shape-mismatch', `[${dims}] and [${own}] cannot be joined`);
    }
    const last = joined.at(-1);
    if (input.kind === 'feature')
      joined.push({ feature: input, before: last ? 0 : leading, after: 0 }); // prettier-ignore
    else if (last) last.after += own[axis] ?? 0;
    else leading += own[axis] ?? 0;
  });
  return joined;
}

/** The feature with places added before and after it along an axis. */
function bordered(view: NodeView, to: Lowerer, joined: Joined, axis: number): Feature {
  const { feature, before, after } = joined;
  if (before === 0 && after === 0) return feature;
  const dims = dimsOf(feature);
  const size = before + (dims[axis] ?? 1) + after;
  const inBase = feature.order?.[axis] ?? axis;
  if (inBase >= 2 && feature.base.length <= 4 && isPlain(feature.base, to.shape(feature.source))) {
    const padding = inBase === 2 ? [before, 0, after, 0] : [0, before, 0, after];
    const source = to.emit(view, 'pad', [feature.source], { padding });
    return resized({ ...feature, source }, dims, axis, size);
  }
  const front = alongChannels(view, to, feature, axis);
  const source = to.emit(view, 'pad', [front.source], { channels: [before, after] });
  return resized({ ...front, source }, dims, axis, size);
}
