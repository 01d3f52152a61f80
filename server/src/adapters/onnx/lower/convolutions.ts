import type { CheckedFields } from '../../../../engine/network/attributes';
import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import { dimsOf, type Feature } from './tensor';
import { windowFields } from './window';

/** Dimensions of a filter weight: two of channels, then the kernel's. */
function filterDims(view: NodeView): { own: number; other: number; kernel: readonly number[] } {
  const [own, other, ...kernel] = view.constant(1).dims;
  if (own && other && kernel.length > 0) return { own, other, kernel };
  throw view.error(
    'onnx-malformed',
    `a filter weight has the dimensions [${view.constant(1).dims}]`,
  );
}

/** A feature for a convolution, and its number of channels. */
function channelsOf(view: NodeView, to: Lowerer, kernel: readonly number[]) {
  const feature = view.feature();
  const dims = dimsOf(feature);
  if (dims.length !== kernel.length + 2) {
    throw view.error(
      'onnx-malformed',
      `an input of ${dims.length} axes for a ${kernel.length}-D kernel`,
    );
  }
  return { source: to.materialize(view, feature), channels: dims[1] ?? 0, axes: dims.length };
}

function checkChannels(view: NodeView, channels: number, expected: number): void {
  if (channels === expected) return;
  throw view.error(
    'shape-mismatch',
    `the weights are for ${expected} channels, the input has ${channels}`,
  );
}

function output(to: Lowerer, source: number, axes: number): Feature {
  return { kind: 'feature', source, base: [1, ...to.shape(source)].slice(0, axes) };
}

const hasBias = (view: NodeView) => view.inputs[2] !== undefined;

const conv: Lowering = (view, to) => {
  const { own: filters, other, kernel } = filterDims(view);
  const groups = view.number('group', 1);
  const { source, channels, axes } = channelsOf(view, to, kernel);
  checkChannels(view, channels, other * groups);
  const window: CheckedFields = { ...windowFields(view, kernel), bias: hasBias(view) };
  const weight = view.constant(1).name;
  const depthwise = groups === channels && groups > 1 && filters % groups === 0;
  const made = depthwise
    ? to.emit(
        view,
        'depthwise_conv',
        [source],
        { ...window, multiplier: filters / groups },
        { weight },
      )
    : to.emit(view, 'conv', [source], { ...window, filters, groups }, { weight });
  return output(to, made, axes);
};

const transposedConv: Lowering = (view, to) => {
  const { own, other, kernel } = filterDims(view);
  const groups = view.number('group', 1);
  const { source, channels, axes } = channelsOf(view, to, kernel);
  checkChannels(view, channels, own);
  const window = windowFields(view, kernel);
  const extra = view.numbers('output_padding') ?? [0, 0];
  const fields = {
    ...window,
    filters: other * groups,
    groups,
    output_padding: [extra[0] ?? 0, extra[1] ?? 0],
    bias: hasBias(view),
  };
  const wanted = view.numbers('output_shape')?.slice(-kernel.length);
  const fitted = wanted
    ? { ...fields, ...borderFor(view, to, { source, fields, wanted }) }
    : fields;
  const made = to.emit(view, 'transposed_conv', [source], fitted, {
    weight: view.constant(1).name,
  });
  return output(to, made, axes);
};

/** Padding with which a transposed convolution gives the height and width that are wanted. */
function borderFor(
  view: NodeView,
  to: Lowerer,
  { source, fields, wanted }: { source: number; fields: CheckedFields; wanted: readonly number[] },
): CheckedFields {
  const full = to.emit(view, 'transposed_conv', [source], { ...fields, padding: [0, 0, 0, 0] });
  const [, height, width] = to.shape(full);
  const border = [height - (wanted[0] ?? height), width - (wanted[1] ?? width)];
  const strides = view.numbers('strides') ?? [];
  // What is missing is added at the far end, which may be less than a step.
  const missing = border.map((size) => Math.max(0, -size));
  if (missing.some((size, axis) => size > 0 && size >= (strides[axis] ?? 1)))
    throw view.unsupported(`output_shape [${wanted}] is larger than the output`);
  const upper = view.text('auto_pad', 'NOTSET') === 'SAME_UPPER';
  const total = border.map((size) => Math.max(0, size));
  const less = total.map((size) => Math.floor(size / 2));
  const more = total.map((size, axis) => size - (less[axis] ?? 0));
  const extra = view.numbers('output_padding') ?? [];
  return {
    padding: upper ? [...less, ...more] : [...more, ...less],
    output_padding: missing.map((size, axis) => size + (extra[axis] ?? 0)),
  };
}

/** Convolutions over height and width. */
export const convolutions: Lowerings = { Conv: conv, ConvTranspose: transposedConv };
