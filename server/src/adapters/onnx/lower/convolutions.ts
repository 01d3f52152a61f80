import type { CheckedFields } from '../../../../engine/network/attributes';
import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import { dimsOf, transposed, type Constant, type Feature } from './tensor';
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
  const padding = wanted && paddingFor(view, to, { source, fields, wanted });
  const made = to.emit(
    view,
    'transposed_conv',
    [source],
    padding ? { ...fields, padding } : fields,
    {
      weight: view.constant(1).name,
    },
  );
  return output(to, made, axes);
};

/** Padding with which a transposed convolution gives the height and width that are wanted. */
function paddingFor(
  view: NodeView,
  to: Lowerer,
  { source, fields, wanted }: { source: number; fields: CheckedFields; wanted: readonly number[] },
): readonly number[] {
  const full = to.emit(view, 'transposed_conv', [source], { ...fields, padding: [0, 0, 0, 0] });
  const [, height, width] = to.shape(full);
  const [rows, columns] = [height - (wanted[0] ?? height), width - (wanted[1] ?? width)];
  if (rows < 0 || columns < 0)
    throw view.unsupported(`output_shape [${wanted}] is larger than the output`);
  const upper = view.text('auto_pad', 'NOTSET') === 'SAME_UPPER';
  const less = (total: number) => Math.floor(total / 2);
  const more = (total: number) => total - less(total);
  return upper
    ? [less(rows), less(columns), more(rows), more(columns)]
    : [more(rows), more(columns), less(rows), less(columns)];
}

const gemm: Lowering = (view, to) => {
  if (view.number('transA', 0)) throw view.unsupported('a transposed input (transA)');
  const weight = view.constant(1);
  const [rows = 0, columns = 0] = weight.dims;
  const [inputs, units] = view.number('transB', 0) ? [columns, rows] : [rows, columns];
  if (view.inputs[2]?.kind === 'feature') throw view.unsupported('a bias that is computed');
  return linear(view, to, { weight, inputs, units, bias: hasBias(view) });
};

const matMul: Lowering = (view, to) => {
  if (view.inputs[0]?.kind === 'feature' && view.inputs[1]?.kind === 'feature') {
    throw view.unsupported('a product of two computed matrices (attention)');
  }
  const weight = view.constant(1);
  const [inputs = 0, units = 0] = weight.dims.slice(-2);
  if (weight.dims.length < 2 || weight.dims.slice(0, -2).some((d) => d !== 1)) {
    throw view.unsupported(`a weight of dimensions [${weight.dims}]`);
  }
  return linear(view, to, { weight, inputs, units, bias: false });
};

interface Linear {
  readonly weight: Constant;
  readonly inputs: number;
  readonly units: number;
  readonly bias: boolean;
}

/** A matrix product along the last axis: fully connected, or a 1×1 convolution over many rows. */
function linear(view: NodeView, to: Lowerer, { weight, inputs, units, bias }: Linear): Feature {
  const feature = view.feature();
  const dims = dimsOf(feature);
  const rows = dims.slice(0, -1);
  const last = dims.length - 1;
  if (dims[last] !== inputs || units < 1) {
    throw view.error(
      'shape-mismatch',
      `the weights are for ${inputs} inputs, there are ${dims[last] ?? 0}`,
    );
  }
  const extra = { weight: weight.name };
  if (rows.every((d) => d === 1)) {
    const { source } = to.settle(view, feature);
    const made = to.emit(view, 'fully_connected', [source], { units, bias }, extra);
    return { kind: 'feature', source: made, base: [...rows, units] };
  }
  const batch = dims[0] === 1 ? 1 : 0;
  const axes = dims.map((_, i) => i);
  const inward = [...axes.slice(0, batch), last, ...axes.slice(batch, -1)];
  const source = to.materialize(view, transposed(feature, inward));
  const made = to.emit(view, 'conv', [source], { kernel: 1, filters: units, bias }, extra);
  const base = inward.map((axis) => (axis === last ? units : (dims[axis] ?? 1)));
  const outward = axes.map((axis) => inward.indexOf(axis));
  return transposed({ kind: 'feature', source: made, base }, outward);
}

/** Convolutions and matrix products. */
export const convolutions: Lowerings = {
  Conv: conv,
  ConvTranspose: transposedConv,
  Gemm: gemm,
  MatMul: matMul,
};
