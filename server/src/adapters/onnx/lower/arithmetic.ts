import type { Affine } from './draft';
import type { Lowerer } from './lowerer';
import type { Lowering, Lowerings } from './lowering';
import type { NodeView } from './nodeView';
import {
  broadcastDims,
  count,
  dimsOf,
  isPlain,
  sameDims,
  type Constant,
  type Feature,
  type Tensor,
} from './tensor';

type Kind = Affine['kind'];

const binary =
  (kind: Kind): Lowering =>
  (view, to) =>
    fold(view, to, kind, view.inputs);

/** Applies the operation to the inputs from left to right; one node where all are features. */
function fold(
  view: NodeView,
  to: Lowerer,
  kind: Kind,
  inputs: readonly (Tensor | undefined)[],
): Tensor {
  const features = inputs.filter((input) => input?.kind === 'feature');
  const constants = inputs.filter((input) => input?.kind === 'constant');
  if (features.length + constants.length < inputs.length || features.length === 0) {
    throw view.error('onnx-malformed', 'an operand is missing');
  }
  const [only] = features;
  const joined = features.length === 1 && only ? only : join(view, to, kind, features);
  return constants.reduce((feature, constant) => scale(view, to, kind, feature, constant), joined);
}

/** An operation on features only; they are broadcast to each other. */
function join(view: NodeView, to: Lowerer, kind: Kind, features: readonly Feature[]): Feature {
  const [first, ...others] = features;
  if (!first) throw view.error('onnx-malformed', 'an operand is missing');
  const alike = (other: Feature) =>
    sameDims(other.base, first.base) &&
    sameDims(other.order, first.order) &&
    sameDims(to.shape(other.source), to.shape(first.source));
  if (others.every(alike)) {
    return { ...first, source: to.emit(view, kind, features.map((feature) => feature.source)) }; // prettier-ignore
  }
  // Features whose axes are in one order are joined as they lie.
  const inOrder = features.every(({ base, order }) => {
    return base.length === first.base.length && sameDims(order, first.order);
  });
  const lying = features.map(({ order, ...feature }): Feature => {
    return inOrder || !order ? feature : to.settle(view, { ...feature, order });
  });
  let dims: readonly number[] = [];
  for (const { base } of lying) {
    const wider = broadcastDims(dims, base);
    if (!wider) throw view.error('shape-mismatch', `shapes [${dims}] and [${base}]`);
    dims = wider;
  }
  const sources = lying.map((feature) => {
    const missing = dims.length - feature.base.length;
    const base = [...Array.from({ length: missing }, () => 1), ...feature.base];
    return to.materialize(view, { ...feature, base });
  });
  const source = to.emit(view, kind, sources);
  const { order } = first;
  return { kind: 'feature', source, base: dims, ...(inOrder && order && { order }) };
}

/** An operation with a constant. */
function scale(
  view: NodeView,
  to: Lowerer,
  kind: Kind,
  feature: Feature,
  constant: Constant,
): Feature {
  const dims = dimsOf(feature);
  const wider = broadcastDims(dims, constant.dims);
  if (!wider || count(wider) !== count(dims)) {
    throw view.unsupported(`a constant of dimensions [${constant.dims}] for an input of [${dims}]`);
  }
  // Constants of channels are applied to channels, however the values were seen before.
  const plain = isChannelwise(feature, constant) ? to.plain(view, feature) : feature;
  const elements = count(constant.dims);
  const value = elements === 1 ? constant.values?.[0] : undefined;
  const perChannel = isPerChannel(to, plain, constant);
  if (value === (kind === 'multiply' || kind === 'divide' ? 1 : 0)) return feature;
  const affine: Affine = { kind, perChannel, ...(value !== undefined && { value }) };
  // Learned constants come one for each channel or more; single numbers belong to formulas.
  const parameters = elements > 1 ? elements : 0;
  const extra = { affine, weight: elements > 1 ? constant.name : undefined };
  return to.pointwise(view, 'scale', plain, { parameters }, extra);
}

/** Whether there is one constant for each place of the axis behind the batch. */
function isChannelwise({ base, order }: Feature, { dims }: Constant): boolean {
  const long = dims.flatMap((d, i) => (d === 1 ? [] : [i + base.length - dims.length]));
  return !order && base[0] === 1 && base.length > 2 && long.length === 1 && long[0] === 1;
}

/** Whether there is one constant for each channel of a plain feature. */
function isPerChannel(to: Lowerer, { source, base, order }: Feature, constant: Constant): boolean {
  const offset = base.length - constant.dims.length;
  const long = constant.dims.flatMap((d, i) => (d === 1 ? [] : [i + offset]));
  const [axis] = long.map((i) => order?.[i] ?? i);
  return long.length === 1 && axis === 1 && isPlain(base, to.shape(source));
}

const power: Lowering = (view, to) => {
  const exponent = view.constant(1).values?.[0];
  const feature = view.feature();
  if (exponent === 1) return feature;
  const { source } = feature;
  if (exponent === 2) return { ...feature, source: to.emit(view, 'multiply', [source, source]) };
  if (exponent === 0.5) return to.pointwise(view, 'activation', feature, { function: 'sqrt' });
  throw view.unsupported(`a power of ${exponent ?? 'unknown'}`);
};

/** `Max` and `Min` with a number: parts of a clipped activation. */
const limit =
  (op: 'Max' | 'Min'): Lowering =>
  (view, to) => {
    const constant = view.inputs.find((input) => input?.kind === 'constant');
    const feature = view.inputs.find((input) => input?.kind === 'feature');
    if (view.inputs.length !== 2 || !feature || constant?.values?.length !== 1) {
      throw view.unsupported('only with one feature map and one number');
    }
    const name = op === 'Max' && constant.values[0] === 0 ? 'relu' : 'clip';
    return to.pointwise(view, 'activation', feature, { function: name });
  };

const divide: Lowering = (view, to) => {
  if (view.inputs[0]?.kind !== 'constant') return binary('divide')(view, to);
  throw view.unsupported('a constant divided by a feature map');
};

/** Of old Core ML converters: one number for all, or also one for each channel. */
const formerScale: Lowering = (view, to) => {
  const parameters = view.numbers('bias')?.length ?? 0;
  return to.pointwise(view, 'scale', view.feature(), { parameters });
};

/** Arithmetic of feature maps with each other and with constants. */
export const arithmetic: Lowerings = {
  Add: binary('add'),
  Sum: binary('add'),
  Sub: binary('subtract'),
  Mul: binary('multiply'),
  Div: divide,
  Pow: power,
  Max: limit('Max'),
  Min: limit('Min'),
  Affine: formerScale,
  ImageScaler: formerScale,
};
