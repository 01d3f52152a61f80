import type { Lowering, Lowerings } from './lowering';
import { reshapedDims, squeezedDims, unsqueezedDims } from './constantLayout';
import { seenAs } from './seenAs';
import { broadcastDims, count, dimsOf, sameDims, transposed } from './tensor';

const reshape: Lowering = (view, to) => {
  const dims = dimsOf(view.feature());
  const target = view.given('shape', 1);
  if (!target) throw view.error('onnx-malformed', 'the new shape is missing');
  const zero = view.number('allowzero', 0) === 1;
  // A batch that was fixed in the export is 1 here.
  const single = [1, ...target.slice(1)];
  const result = reshapedDims(dims, target, zero) ?? reshapedDims(dims, single, zero);
  if (result) return seenAs(view, to, view.feature(), result);
  throw view.error('shape-mismatch', `[${dims}] cannot be seen as [${target}]`);
};

const flatten: Lowering = (view, to) => {
  const dims = dimsOf(view.feature());
  const given = view.number('axis', 1);
  const axis = given === dims.length ? given : view.axis(given, dims.length);
  return seenAs(view, to, view.feature(), [count(dims.slice(0, axis)), count(dims.slice(axis))]);
};

const transpose: Lowering = (view) => {
  const feature = view.feature();
  const rank = dimsOf(feature).length;
  const order = view.numbers('perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i);
  const sorted = [...order].sort((a, b) => a - b);
  if (order.length === rank && sorted.every((axis, i) => axis === i))
    return transposed(feature, order);
  throw view.error('onnx-malformed', `perm [${order}] does not order ${rank} axes`);
};

/** Blocks of channels become blocks of pixels, or the other way round. */
const blocks =
  (deeper: boolean): Lowering =>
  (view, to) => {
    const [batch = 1, channels = 1, height = 1, width = 1] = dimsOf(view.feature());
    const block = view.number('blocksize', 1);
    const dims = deeper
      ? [batch, channels * block * block, height / block, width / block]
      : [batch, channels / block / block, height * block, width * block];
    if (!dims.every(Number.isInteger)) throw view.error('shape-mismatch', `blocks of ${block}`);
    const [, ...shape] = dims;
    const source = to.materialize(view, view.feature());
    return { kind: 'feature', source: to.emit(view, 'reshape', [source], { shape }), base: dims };
  };

const expand: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const target = view.given('shape', 1);
  const wider = target && broadcastDims(dims, target);
  if (!wider)
    throw view.error('shape-mismatch', `[${dims}] cannot be expanded to [${target ?? []}]`);
  if (count(wider) === count(dims)) return seenAs(view, to, feature, wider);
  const [, channels, ...map] = wider;
  if (wider.length !== 4 || channels !== dims[1] || !sameDims(dims.slice(2), [1, 1])) {
    throw view.unsupported('only single values of each channel can be expanded');
  }
  const made = to.emit(view, 'upsample', [to.materialize(view, feature)], { size: map });
  return { kind: 'feature', source: made, base: wider };
};

/** Operators that change how the values are arranged, not the values. */
export const layout: Lowerings = {
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: (view, to) => {
    const feature = view.feature();
    return seenAs(view, to, feature, squeezedDims(view, dimsOf(feature)));
  },
  Unsqueeze: (view, to) => {
    const feature = view.feature();
    return seenAs(view, to, feature, unsqueezedDims(view, dimsOf(feature)));
  },
  DepthToSpace: blocks(false),
  SpaceToDepth: blocks(true),
  Expand: expand,
};
