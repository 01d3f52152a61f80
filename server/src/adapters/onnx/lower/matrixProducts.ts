import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import { seenAs } from './seenAs';
import { broadcastDims, count, dimsOf, transposed, type Constant, type Feature } from './tensor';

const hasBias = (view: NodeView) => view.inputs[2] !== undefined;

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
    return product(view, to, view.feature(0), view.feature(1));
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

/** A product with a weight along the last axis: fully connected, or a 1×1 convolution over many rows. */
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
  const fields = { kernel: 1, filters: units, bias };
  const made = (source: number) => to.emit(view, 'conv', [source], fields, extra);
  return alongRows(view, to, feature, made);
}

/** Applies an operator over the channels to the last axis: every row is a place of its map. */
export function alongRows(
  view: NodeView,
  to: Lowerer,
  feature: Feature,
  make: (source: number) => number,
): Feature {
  const dims = dimsOf(feature);
  const last = dims.length - 1;
  const batch = dims[0] === 1 && last > 0 ? 1 : 0;
  const axes = dims.map((_, i) => i);
  const inward = [...axes.slice(0, batch), last, ...axes.slice(batch, -1)];
  const source = make(to.materialize(view, transposed(feature, inward)));
  const [channels] = to.shape(source);
  const base = inward.map((axis) => (axis === last ? channels : (dims[axis] ?? 1)));
  const outward = axes.map((axis) => inward.indexOf(axis));
  return transposed({ kind: 'feature', source, base }, outward);
}

/** A product of two computed matrices, as attention has it; those of a batch are channels. */
function product(view: NodeView, to: Lowerer, a: Feature, b: Feature): Feature {
  const [left, right] = [dimsOf(a), dimsOf(b)];
  const text = `[${left}] and [${right}]`;
  if (left.length < 2 || right.length < 2) {
    throw view.unsupported(`a product of a matrix and a vector, ${text}`);
  }
  const batch = broadcastDims(left.slice(0, -2), right.slice(0, -2));
  if (!batch || left.at(-1) !== right.at(-2)) throw view.error('shape-mismatch', `shapes ${text}`);
  const sources = ([[a, left], [b, right]] as const).map(([feature, dims]) => {
    const own = count(dims.slice(0, -2));
    if (own !== 1 && own !== count(batch)) {
      throw view.unsupported(`a product of matrices that are repeated along some axes only, ${text}`);
    }
    return to.materialize(view, seenAs(view, to, feature, [1, own, ...dims.slice(-2)]));
  }); // prettier-ignore
  const base = [...batch, left.at(-2) ?? 1, right.at(-1) ?? 1];
  return { kind: 'feature', source: to.emit(view, 'matmul', sources), base };
}

/** Matrix products, with weights and with each other. */
export const matrixProducts: Lowerings = { Gemm: gemm, MatMul: matMul };
