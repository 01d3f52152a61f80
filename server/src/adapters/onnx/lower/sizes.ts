import type { Lowering, Lowerings } from './lowering';
import { dimsOf, sameDims } from './tensor';
import { border } from './window';

const pad: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const rank = dims.length;
  const pads = view.given('pads', 1) ?? view.given('paddings', 1) ?? [];
  const axes = view.given('axes', 3)?.map((axis) => view.axis(axis, rank)) ?? dims.map((_, i) => i);
  if (pads.length !== 2 * axes.length) throw view.error('onnx-malformed', `pads [${pads}]`);
  const before = dims.map(() => 0);
  const after = dims.map(() => 0);
  axes.forEach((axis, i) => {
    before[axis] = pads[i] ?? 0;
    after[axis] = pads[i + axes.length] ?? 0;
  });
  if ([...before, ...after].every((value) => value === 0)) return feature;
  if (rank < 3 || rank > 4 || before[0] !== 0 || after[0] !== 0) {
    throw view.unsupported('a border of other axes than channels, height and width');
  }
  const padding = border(view, [...before.slice(2), ...after.slice(2)]);
  const channels = [before[1] ?? 0, after[1] ?? 0];
  if (channels.some((pad) => pad < 0)) throw view.unsupported(`negative pads [${pads}]`);
  const made = to.emit(view, 'pad', [to.materialize(view, feature)], { padding, channels });
  return { kind: 'feature', source: made, base: [1, ...to.shape(made)].slice(0, rank) };
};

const resize: Lowering = (view, to) => {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const old = view.node.op === 'Upsample' || view.inputs.length === 2;
  const sizes = old || !view.inputs[3] ? undefined : view.given('sizes', 3);
  const factors = sizes ? undefined : view.given('scales', old ? 1 : 2);
  const named = view.numbers('axes')?.map((axis) => view.axis(axis, dims.length));
  const axes = named ?? dims.map((_, i) => i);
  const list = sizes ?? factors ?? [];
  if (list.length !== axes.length) throw view.error('onnx-malformed', `a size of [${list}]`);
  const scaled = [...dims];
  axes.forEach((axis, i) => {
    const value = list[i] ?? 1;
    scaled[axis] = sizes ? value : Math.floor((dims[axis] ?? 1) * value + 1e-6);
  });
  const [, channels, height = 1, width = 1] = scaled;
  if (sameDims(scaled, dims)) return feature;
  if (scaled[0] !== dims[0] || channels !== dims[1] || dims.length < 3 || dims.length > 4) {
    throw view.unsupported('resizing of other axes than height and width');
  }
  if (height < 1 || width < 1)
    throw view.error('shape-mismatch', `an output of ${height}×${width}`);
  const scale = [height / (dims[2] ?? 1), width / (dims[3] ?? 1)];
  const whole = scale.every(Number.isInteger);
  const fields = whole ? { scale } : { size: [height, width] };
  const made = to.emit(view, 'upsample', [to.materialize(view, feature)], fields);
  return { kind: 'feature', source: made, base: scaled };
};

/** Operators that change height and width. */
export const sizes: Lowerings = { Pad: pad, Resize: resize, Upsample: resize };
