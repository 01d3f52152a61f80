import type { CheckedFields } from '../../../../engine/network/attributes';
import { axisNames } from '../../../../engine/network/axes';
import type { Lowering, Lowerings } from './lowering';
import { alongRows } from './matrixProducts';
import { count, dimsOf, sourceAxis } from './tensor';

/** An operator that needs channels, height and width as they are. */
const plain =
  (
    op: 'batch_norm' | 'group_norm' | 'local_response_norm',
    fields: (view: Parameters<Lowering>[0]) => CheckedFields = () => ({}),
  ): Lowering =>
  (view, to) => {
    const feature = view.feature();
    const made = to.emit(view, op, [to.materialize(view, feature)], fields(view), {
      weight: op === 'local_response_norm' ? undefined : view.constant(1).name,
    });
    return { kind: 'feature', source: made, base: dimsOf(feature) };
  };

const softmax: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const axis = view.axis(view.number('axis', -1), dims.length);
  const own = sourceAxis(feature, axis, to.shape(feature.source));
  if (own !== undefined) return to.pointwise(view, 'softmax', feature, { axis: axisNames[own] });
  // The axis is a part of the source's, or several: seen as the height, what is around it stays.
  const settled = to.settle(view, feature);
  const [outer, inner] = [count(dims.slice(0, axis)), count(dims.slice(axis + 1))];
  const source = to.materialize(view, { ...settled, base: [1, outer, dims[axis] ?? 1, inner] });
  return to.pointwise(view, 'softmax', { ...settled, source }, { axis: 'height' });
};

const layerNorm: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const axis = view.axis(view.number('axis', -1), dims.length);
  if (count(dims.slice(axis, -1)) !== 1) {
    throw view.unsupported(`a normalisation over several axes, the last ${dims.length - axis}`);
  }
  const extra = { weight: view.constant(1).name };
  return alongRows(view, to, feature, (source) => to.emit(view, 'layer_norm', [source], {}, extra));
};

/** Normalisations, and shares that add up to 1. */
export const normalizations: Lowerings = {
  Softmax: softmax,
  LogSoftmax: softmax,
  BatchNormalization: plain('batch_norm'),
  InstanceNormalization: plain('group_norm'),
  GroupNormalization: plain('group_norm', (view) => ({ groups: view.number('num_groups', 1) })),
  LayerNormalization: layerNorm,
  LRN: plain('local_response_norm', (view) => ({ window: view.number('size', 5) })),
};
